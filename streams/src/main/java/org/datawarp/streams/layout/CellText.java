package org.datawarp.streams.layout;

import java.math.BigDecimal;
import org.datawarp.schemas.row.Cell;

/** What a cell says, as text. */
public final class CellText {

    private static final String MIDNIGHT = "T00:00:00";

    private CellText() {}

    /**
     * Removes white space at both ends, including the kinds that {@link String#strip} leaves: no-break and zero-width.
     */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether there is nothing to read but white space. */
    public static boolean isBlank(Cell cell) {
        String text = cell.text();
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isSpace(char c) {
        return c <= ' ' || (c >= 0x7F && (Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c)));
    }

    /** Zero-width spaces and joiners, word joiner, byte order mark, soft hyphen. */
    static boolean isInvisible(char c) {
        return (c >= '\u200B' && c <= '\u200D') || c == '\u2060' || c == '\uFEFF' || c == '\u00AD';
    }

    /**
     * The cell as a column of text shows it: stripped; a number plain, without exponent or empty decimals; a date in ISO
     * form, without a midnight; nothing for an error.
     */
    public static String shown(Cell cell) {
        return switch (cell.kind()) {
            case BLANK, ERROR -> "";
            case TEXT, BOOLEAN -> strip(cell.text());
            case NUMBER -> plain(cell.text());
            case DATE -> withoutMidnight(cell.text());
        };
    }

    /** @param iso a date, or a date and time */
    public static String withoutMidnight(String iso) {
        return iso.endsWith(MIDNIGHT) ? iso.substring(0, iso.length() - MIDNIGHT.length()) : iso;
    }

    /** @param decimal as a {@code NUMBER} cell writes it, perhaps {@code 5.0E3} */
    public static String plain(String decimal) {
        boolean plain = decimal.indexOf('.') < 0 && decimal.indexOf('E') < 0 && decimal.indexOf('e') < 0;
        if (plain) {
            return decimal;
        }
        try {
            BigDecimal number = new BigDecimal(decimal).stripTrailingZeros();
            return Math.abs((long) number.scale()) > LONGEST_SCALE ? decimal : number.toPlainString();
        } catch (NumberFormatException e) {
            return decimal;
        }
    }

    /** More than any double needs: keeps {@code 1E999999999} from filling the memory with zeros. */
    private static final int LONGEST_SCALE = 400;
}
