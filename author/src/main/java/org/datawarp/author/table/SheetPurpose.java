package org.datawarp.author.table;

import java.util.regex.Pattern;
import org.datawarp.author.cell.Shape;
import org.datawarp.author.cell.SheetNames;

/** Finds the purpose of a sheet by its name and its content. */
final class SheetPurpose {

    private static final Pattern CONTENTS =
            Pattern.compile("(?i).*\\b(?:contents?|cover(?: ?(?:page|sheet))?|index|title page)\\b.*");
    private static final Pattern WORKINGS = Pattern.compile(
            "(?i).*\\b(?:charts? ?(?:data)?|workings?|pivots?(?: ?tables?)?|calc(?:s|ulations?)?|lookups?|lkps?|dropdowns?"
                    + "|validation|chart data)\\b.*");

    /** With errors in more than one cell in four, the sheet holds formulas that are not for readers. */
    private static final int ERRORS_AMONG = 4;

    private SheetPurpose() {}

    /** Whether a sheet only feeds a chart or a pivot table. */
    static boolean isWorkings(SheetNames names, SheetWindow window) {
        boolean named = WORKINGS.matcher(names.sheetName().replace('_', ' ')).matches()
                && !names.sheetName().equals(names.fileName());
        return (named && (names.hidden() || startsSo(names.sheetName()))) || isFullOfErrors(window);
    }

    private static boolean startsSo(String name) {
        return Pattern.compile("(?i)(?:pivot|charts?[ _]?data|workings?|lookups?|lkp|calc).*")
                .matcher(name)
                .matches();
    }

    private static boolean isFullOfErrors(SheetWindow window) {
        long errors = 0;
        long filled = 0;
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.width(); column++) {
                Shape shape = window.shape(row, column);
                filled += shape == Shape.BLANK ? 0 : 1;
                errors += shape == Shape.ERROR ? 1 : 0;
            }
        }
        return errors * ERRORS_AMONG > filled;
    }

    /** The purpose of a sheet without tables. */
    static SheetKind withoutTables(SheetNames names, SheetWindow window) {
        if (window.width() == 0) {
            return SheetKind.EMPTY;
        }
        if (CONTENTS.matcher(names.sheetName().replace('_', ' ')).matches() || listsSheets(window)) {
            return SheetKind.CONTENTS;
        }
        return SheetKind.TEXT;
    }

    private static boolean listsSheets(SheetWindow window) {
        int titles = 0;
        for (int row = 0; row < window.size() && row < 200; row++) {
            String text = "";
            for (int column = 0; column < window.width() && text.isEmpty(); column++) {
                text = window.text(row, column);
            }
            titles += SHEET_TITLE.matcher(text).matches() ? 1 : 0;
        }
        return titles > 1;
    }

    private static final Pattern SHEET_TITLE =
            Pattern.compile("(?i)(?:table|figure|sheet|tab|chart|fig) ?\\d+[a-z]?\\b.*");
}
