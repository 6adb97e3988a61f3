package org.datawarp.app.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text for an agent: as long as its reader's context allows, and marked where it is not ours. */
final class AgentText {

    /** A cell is cut here: who wants more asks for that column alone. */
    private static final int MOST_CELL_CHARACTERS = 160;

    private static final Pattern PIECES = Pattern.compile("[A-Za-z]+|\\p{N}+|\\s+|[^A-Za-z\\p{N}\\s]");
    private static final int LETTERS_A_TOKEN = 5;
    private static final int DIGITS_A_TOKEN = 3;

    /** Characters that hide, turn or fake others. */
    private static final Pattern DECEPTIVE = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{2069}\\x{FEFF}\\x{E0000}-\\x{E007F}]");

    private AgentText() {}

    /**
     * How many tokens a text is at most, by the tokenizers in use: words of five letters a token, figures of three digits,
     * every other sign one.
     */
    static int tokens(String text) {
        int tokens = 0;
        Matcher piece = PIECES.matcher(text);
        while (piece.find()) {
            char first = piece.group().charAt(0);
            int length = piece.group().length();
            if (first < 128 && Character.isLetter(first)) {
                tokens += (length + LETTERS_A_TOKEN - 1) / LETTERS_A_TOKEN;
            } else if (Character.isDigit(first)) {
                tokens += (length + DIGITS_A_TOKEN - 1) / DIGITS_A_TOKEN;
            } else if (!piece.group().equals(" ")) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Text that came from published files: on one line, and without characters that hide or turn others. */
    static String cell(@Nullable Object value) {
        return cell(value, MOST_CELL_CHARACTERS);
    }

    static String cell(@Nullable Object value, int most) {
        if (value == null) {
            return "";
        }
        String plain =
                DECEPTIVE.matcher(value.toString().replaceAll("\\s+", " ")).replaceAll("\uFFFD");
        return plain.length() > most ? plain.substring(0, most - 1) + "…" : plain;
    }

    /** As many lines as there is room for. */
    static List<String> fitting(List<String> lines, int room) {
        List<String> kept = new ArrayList<>();
        int tokens = 0;
        for (String line : lines) {
            tokens += tokens(line) + 1;
            if (tokens <= room) {
                kept.add(line);
            }
        }
        return kept;
    }

    /** Marks text that is not ours: it may say what it likes, and closes no fence whose name it cannot know. */
    static String fenced(List<String> lines) {
        String id = UUID.randomUUID().toString().substring(0, 13);
        return "<untrusted-data-%s>%n%s%n</untrusted-data-%s>"
                .formatted(id, String.join("\n", lines), id)
                .replace("\r\n", "\n");
    }
}
