package org.datawarp.streams.apply;

import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.layout.CellText;

/**
 * Reads the cells of one field as its type promises. Never throws for bad data, never guesses. Owned by one thread.
 */
final class CellParser {

    private static final Parsed SHOWS_ERROR = Parsed.problem(Reason.SPREADSHEET_ERROR, "a value");

    private final ValueReader reader;
    private final Marks marks;

    /** @param marks of the dataset */
    CellParser(Field field, Marks marks) {
        this.reader = reader(field);
        this.marks = mayBeMarked(field) ? marks : Marks.NONE;
    }

    private static ValueReader reader(Field field) {
        return switch (field.type().base()) {
            case TEXT -> PlainReaders::text;
            case INTEGER -> NumberReaders.whole(field);
            case NUMBER -> NumberReaders.number(field);
            case DECIMAL -> NumberReaders.decimal(field);
            case BOOLEAN -> PlainReaders::bool;
            case DATE -> DateReader.date(field);
            case TIMESTAMP -> DateReader.timestamp(field);
        };
    }

    /** In a text column, a mark is simply text, unless the field declares a status column. */
    private static boolean mayBeMarked(Field field) {
        return field.status() || (field.type().base() != ColumnType.Base.TEXT && field.role() != FieldRole.KEY);
    }

    Parsed parse(Cell cell) {
        String text = CellText.strip(cell.text());
        if (text.isEmpty()) {
            return Parsed.BLANK;
        }
        String mark = marks.find(text);
        if (mark != null) {
            return Parsed.mark(mark);
        }
        if (cell.kind() == CellKind.ERROR) {
            return SHOWS_ERROR;
        }
        Parsed parsed = reader.read(cell.kind(), text);
        return parsed.isReadable() ? parsed : withMark(cell, text, parsed);
    }

    /** {@code 12 [p]} and {@code 1,234*}: a mark after what the column's type can read. */
    private Parsed withMark(Cell cell, String text, Parsed unreadable) {
        String mark = cell.kind() == CellKind.TEXT ? marks.findAfter(text) : null;
        String before = mark == null ? "" : Marks.before(text, mark);
        if (mark == null || before.isEmpty()) {
            return unreadable;
        }
        Parsed value = reader.read(CellKind.TEXT, before);
        return value.isReadable() ? value.beside(mark) : unreadable;
    }
}
