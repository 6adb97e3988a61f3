package org.datawarp.streams.apply;

import java.util.Locale;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.streams.layout.CellText;

/** Reads text and booleans. */
final class PlainReaders {

    private static final Parsed UNSTORABLE =
            Parsed.problem(Reason.UNREADABLE_TEXT, "a text without the character U+0000");
    private static final Parsed NO_BOOLEAN =
            Parsed.problem(Reason.UNREADABLE_BOOLEAN, "true or false, yes or no, 1 or 0");
    private static final Parsed TRUE = Parsed.value(true);
    private static final Parsed FALSE = Parsed.value(false);

    private PlainReaders() {}

    /** As published, leading zeros and all; a number or a date in plain form. */
    static Parsed text(CellKind kind, String text) {
        return switch (kind) {
            case NUMBER -> Parsed.value(CellText.plain(text));
            case DATE -> Parsed.value(CellText.withoutMidnight(text));
            case TEXT, BOOLEAN, BLANK, ERROR -> text.indexOf('\0') < 0 ? Parsed.value(text) : UNSTORABLE;
        };
    }

    static Parsed bool(CellKind kind, String text) {
        String word = kind == CellKind.NUMBER ? CellText.plain(text) : text.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "t", "yes", "y", "1" -> TRUE;
            case "false", "f", "no", "n", "0" -> FALSE;
            default -> NO_BOOLEAN;
        };
    }
}
