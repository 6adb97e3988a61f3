package org.datawarp.author.cell;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/** Reads a cell as the type that its whole column has. */
public final class CellValue {

    private CellValue() {}

    /** @return null for a blank, a mark, or a value of another type */
    public static @Nullable Object of(Cell cell, ColumnType type) {
        if (CellText.isBlank(cell) || cell.kind() == CellKind.ERROR) {
            return null;
        }
        return switch (type.base()) {
            case TEXT -> text(cell);
            case INTEGER -> whole(cell);
            case NUMBER, DECIMAL -> number(cell);
            case BOOLEAN -> Boolean.valueOf(CellText.strip(cell.text()));
            case DATE -> date(cell);
            case TIMESTAMP -> WrittenTime.of(cell);
        };
    }

    private static @Nullable String text(Cell cell) {
        String text = CellText.shown(cell);
        boolean mark = cell.kind() == CellKind.TEXT && StandardMarks.isMarkAmongWords(text);
        return mark ? null : text;
    }

    private static @Nullable Long whole(Cell cell) {
        WrittenNumber number = WrittenNumber.of(cell);
        if (number == null || number.value().precision() - number.value().scale() > 18) {
            return null;
        }
        return number.value().longValue();
    }

    private static @Nullable Double number(Cell cell) {
        WrittenNumber number = WrittenNumber.of(cell);
        return number == null ? null : number.value().doubleValue();
    }

    private static @Nullable LocalDate date(Cell cell) {
        LocalDateTime time = WrittenTime.of(cell);
        return time != null ? time.toLocalDate() : WrittenTime.compact(CellText.shown(cell));
    }
}
