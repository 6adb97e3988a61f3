package org.datawarp.producers.read;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.util.CodePageUtil;

/** The records of an XLS before its sheets: their names, the number formats, the shared texts. */
final class BiffGlobals {

    private static final int DATE_MODE = 0x0022;
    private static final int CODE_PAGE = 0x0042;
    private static final int SHEET = 0x0085;
    private static final int FORMAT = 0x041E;
    private static final int STYLE = 0x00E0;
    private static final int SHARED_STRINGS = 0x00FC;

    private final List<Listed> sheets = new ArrayList<>();
    private final Map<Integer, NumberFormat> ownFormats = new HashMap<>();
    private final List<Integer> styles = new ArrayList<>();
    private final Map<Integer, NumberFormat> byStyle = new HashMap<>();
    private SerialDate dates = SerialDate.FROM_1900;

    /** @param position where the sheet's records begin in the stream */
    private record Listed(long position, SheetHeader header) {}

    private BiffGlobals() {}

    /** Reads up to the end of the globals; the shared texts go to the caller's table. */
    static BiffGlobals read(BiffStream biff, SharedStrings strings) throws IOException {
        BiffGlobals globals = new BiffGlobals();
        while (biff.hasNext()) {
            int record = biff.next();
            if (record == BiffStream.END) {
                break;
            }
            globals.take(record, biff, strings);
        }
        return globals;
    }

    /** The headers in the order in which the sheets' records follow. */
    List<SheetHeader> sheetsAsStored() {
        return sheets.stream()
                .sorted(Comparator.comparingLong(Listed::position))
                .map(Listed::header)
                .toList();
    }

    SerialDate dates() {
        return dates;
    }

    NumberFormat format(int style) {
        return byStyle.computeIfAbsent(style, this::formatOf);
    }

    private NumberFormat formatOf(int style) {
        if (style >= styles.size()) {
            return NumberFormat.GENERAL;
        }
        int id = styles.get(style);
        NumberFormat own = ownFormats.get(id);
        return own == null ? NumberFormat.builtIn(id) : own;
    }

    private void take(int record, BiffStream biff, SharedStrings strings) throws IOException {
        RecordInputStream content = biff.content();
        switch (record) {
            case DATE_MODE -> dates = content.readUShort() == 1 ? SerialDate.FROM_1904 : SerialDate.FROM_1900;
            case CODE_PAGE -> takeCodePage(content.readUShort(), biff);
            case SHEET -> takeSheet(biff);
            case FORMAT -> ownFormats.put(content.readUShort(), NumberFormat.of(biff.formatCode()));
            case STYLE -> {
                content.readUShort();
                styles.add(content.readUShort());
            }
            case SHARED_STRINGS -> takeStrings(biff, strings);
            default -> {}
        }
    }

    private static void takeCodePage(int codePage, BiffStream biff) {
        try {
            biff.codePage(Charset.forName(CodePageUtil.codepageToEncoding(codePage, true)));
        } catch (UnsupportedEncodingException | IllegalArgumentException e) {
            // Only texts of Excel 5 depend on it, and nearly all of them are Windows-1252.
            return;
        }
    }

    private void takeSheet(BiffStream biff) {
        RecordInputStream content = biff.content();
        long position = Integer.toUnsignedLong(content.readInt());
        boolean hidden = (content.readUByte() & 3) != 0;
        content.readUByte();
        String name = biff.shortText();
        sheets.add(new Listed(position, new SheetHeader("", name, sheets.size() + 1, hidden)));
    }

    /** The table's own count is not trusted: it may claim billions. */
    private static void takeStrings(BiffStream biff, SharedStrings strings) throws IOException {
        RecordInputStream content = biff.content();
        content.readInt();
        int count = content.readInt();
        for (int i = 0; i < count && biff.goesOn(); i++) {
            strings.add(biff.sharedText());
        }
    }
}
