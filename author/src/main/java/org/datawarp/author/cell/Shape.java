package org.datawarp.author.cell;

import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.layout.CellText;

/** What a cell looks like on its own, before its column is known. */
public enum Shape {
    BLANK,
    /** A number, even if written as text. */
    NUMBER,
    /** A full date, even if written as text. */
    DATE,
    BOOLEAN,
    /** A sign in place of a missing figure, such as {@code *}. */
    MARK,
    /** A letter or word that is a mark among figures, such as {@code c} or {@code z}. */
    LETTER_MARK,
    /** A spreadsheet error. */
    ERROR,
    /** Letters and digits in one word, such as RRK or E08000035. */
    CODE,
    /** Any other text. */
    TEXT;

    public static Shape of(Cell cell) {
        return switch (cell.kind()) {
            case BLANK -> BLANK;
            case NUMBER -> NUMBER;
            case DATE -> DATE;
            case BOOLEAN -> BOOLEAN;
            case ERROR -> ERROR;
            case TEXT -> ofText(CellText.strip(cell.text()));
        };
    }

    private static Shape ofText(String text) {
        if (text.isEmpty()) {
            return BLANK;
        }
        if (StandardMarks.isMark(text)) {
            return MARK;
        }
        if (CodeText.isPadded(text)) {
            return CODE;
        }
        if (WrittenNumber.find(text) != null) {
            return NUMBER;
        }
        if (WrittenTime.find(text) != null) {
            return DATE;
        }
        if (CodeText.isCode(text)) {
            return CODE;
        }
        return StandardMarks.isMarkAmongFigures(text) ? LETTER_MARK : TEXT;
    }

    /** Whether such a cell may be in a measure's column. */
    public boolean isFigure() {
        return switch (this) {
            case NUMBER, DATE, BOOLEAN, MARK, ERROR -> true;
            case BLANK, LETTER_MARK, CODE, TEXT -> false;
        };
    }

    public boolean isWord() {
        return this == TEXT || this == CODE || this == LETTER_MARK;
    }
}
