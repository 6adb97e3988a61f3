package org.datawarp.ask.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text for an agent: as long as the agent's context allows, and marked where it is not ours. */
final class AgentText {

    /** Cells are cut at this length. To read more, ask for that column alone. */
    private static final int MOST_CELL_CHARACTERS = 160;

    private static final Pattern PIECES = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+|\\p{N}+|\\s+|[^A-Za-z\\p{N}\\s]");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}");
    private static final double LETTERS_A_TOKEN = 5;
    private static final double CAPITALS_A_TOKEN = 2.5;
    private static final double DIGITS_A_TOKEN = 3;

    /** Characters that hide, reverse or imitate others. */
    private static final Pattern DECEPTIVE = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{2069}\\x{FEFF}\\x{E0000}-\\x{E007F}]");

    private AgentText() {}

    /**
     * The number of tokens in a text, or a few more, for the tokenizers in use: five small letters, two or three
     * capitals or three digits make one token, and so does every other character.
     */
    static int tokens(String text) {
        int tokens = 0;
        Matcher piece = PIECES.matcher(text);
        while (piece.find()) {
            String each = piece.group();
            int first = each.codePointAt(0);
            int last = each.codePointBefore(each.length());
            if (isBetween('a', last, 'z')) {
                tokens += pieces(each, LETTERS_A_TOKEN);
            } else if (isBetween('A', first, 'Z')) {
                tokens += pieces(each, CAPITALS_A_TOKEN);
            } else if (NUMBER.matcher(each).lookingAt()) {
                tokens += pieces(each, DIGITS_A_TOKEN);
            } else if (!each.equals(" ")) {
                tokens++;
            }
        }
        return tokens;
    }

    private static boolean isBetween(char least, int letter, char most) {
        return least <= letter && letter <= most;
    }

    private static int pieces(String text, double length) {
        return (int) Math.ceil(text.length() / length);
    }

    /** Text that came from published files: on one line, and without characters that hide or reverse others. */
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

    /** As many lines as fit. */
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

    /**
     * Marks text that is not ours. No text can close the fence, since it cannot know the fence's name.
     */
    static String fenced(List<String> lines) {
        String id = UUID.randomUUID().toString().substring(0, 13);
        return "<untrusted-data-%s>%n%s%n</untrusted-data-%s>"
                .formatted(id, String.join("\n", lines), id)
                .replace("\r\n", "\n");
    }
}
