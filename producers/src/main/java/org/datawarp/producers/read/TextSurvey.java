package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** The evidence for a text file's encoding, from all its bytes. Owned by one reading. */
final class TextSurvey {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int HIGH = 0x80;
    private static final String MAC = upperHalf(Charset.forName("x-MacRoman"));
    private static final String WINDOWS = Windows1252Reader.UPPER_HALF;

    /** A few odd bytes prove nothing: Windows is far more frequent. */
    private static final int MARGIN = 2;

    /** Marks that office programs insert in places where letters would rarely make sense. */
    private static final String FREQUENT_MARKS = "\u2018\u2019\u201C\u201D–—…•";

    private static final String USUAL_MARKS = "\u00A0£€™©®°±·½¼¾²³†‡§«»×÷";

    private long sequences;
    private long strays;
    private long windowsScore;
    private long macScore;
    private boolean lineFeed;

    /** Bytes that the current UTF-8 sequence still lacks. */
    private int lacking;

    private int lowestNext = HIGH;
    private int highestNext = 0xBF;
    private int begun;

    /** A high byte that waits for its right neighbour. */
    private int before;

    private int last = ' ';

    static TextSurvey of(Path file) throws IOException {
        TextSurvey survey = new TextSurvey();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(bytes) >= 0) {
                survey.take(bytes.flip());
                bytes.clear();
            }
        }
        survey.takeByte(' ');
        return survey;
    }

    /** Whether it is UTF-8 to the last byte. */
    boolean isUtf8() {
        return strays == 0;
    }

    /** Whether it is UTF-8 except for some bytes from elsewhere. */
    boolean isMostlyUtf8() {
        return sequences > strays;
    }

    /** Old Macs ended lines with a carriage return alone; newer ones sometimes still use the old letters. */
    boolean isMacRoman() {
        return lineFeed ? macScore > windowsScore + MARGIN : macScore >= windowsScore;
    }

    private void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            boolean plain = lineFeed && last < HIGH && lacking == 0 && bytes.remaining() >= Long.BYTES;
            if (plain && (bytes.getLong(bytes.position()) & HIGH_BITS) == 0) {
                bytes.position(bytes.position() + Long.BYTES - 1);
                before = ' ';
                last = bytes.get();
            } else {
                takeByte(Byte.toUnsignedInt(bytes.get()));
            }
        }
    }

    private void takeByte(int value) {
        lineFeed |= value == '\n';
        if (last >= HIGH) {
            windowsScore += score(WINDOWS.charAt(last - HIGH), before, value);
            macScore += score(MAC.charAt(last - HIGH), before, value);
        }
        if (lacking > 0) {
            goOn(value);
        } else if (value >= HIGH) {
            begin(value);
        }
        before = last;
        last = value;
    }

    private void goOn(int value) {
        if (value < lowestNext || value > highestNext) {
            strays += begun;
            lacking = 0;
            if (value >= HIGH) {
                begin(value);
            }
            return;
        }
        lowestNext = HIGH;
        highestNext = 0xBF;
        begun++;
        lacking--;
        sequences += lacking == 0 ? 1 : 0;
    }

    /** Only the shortest forms of existing characters count: anything else only looks like UTF-8. */
    private void begin(int value) {
        begun = 1;
        if (value >= 0xC2 && value <= 0xDF) {
            lacking = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            lacking = 2;
            lowestNext = value == 0xE0 ? 0xA0 : HIGH;
            highestNext = value == 0xED ? 0x9F : 0xBF;
        } else if (value >= 0xF0 && value <= 0xF4) {
            lacking = 3;
            lowestNext = value == 0xF0 ? 0x90 : HIGH;
            highestNext = value == 0xF4 ? 0x8F : 0xBF;
        } else {
            strays++;
        }
    }

    /** How likely a publisher is to write this character between these two. */
    private static int score(char c, int before, int after) {
        if (FREQUENT_MARKS.indexOf(c) >= 0) {
            return 3;
        }
        if (USUAL_MARKS.indexOf(c) >= 0) {
            return 1;
        }
        boolean afterSmall = before >= 'a' && before <= 'z';
        boolean beforeLetter = (after | 0x20) >= 'a' && (after | 0x20) <= 'z';
        if (Character.isLowerCase(c)) {
            return afterSmall || beforeLetter || (before >= 'A' && before <= 'Z') ? 2 : 0;
        }
        if (Character.isUpperCase(c)) {
            return afterSmall ? -2 : beforeLetter ? 1 : 0;
        }
        return Character.isISOControl(c) ? -2 : -1;
    }

    private static String upperHalf(Charset charset) {
        byte[] bytes = new byte[HIGH];
        for (int i = 0; i < HIGH; i++) {
            bytes[i] = (byte) (HIGH + i);
        }
        return new String(bytes, charset);
    }
}
