package org.datawarp.streams.staging;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.StageTable;
import org.jspecify.annotations.Nullable;

/** Gathers rows for a {@link StageTable} and copies them there in pieces. Owned by one thread. */
final class StageBuffer {

    private static final int FLUSH_BYTES = 4 * 1024 * 1024;
    private static final int LAST_YEAR = 9999;
    private static final String[] PERIOD_KINDS = periodKinds();

    private final StageTable table;
    private final List<Column> columns;
    private final String copySql;
    private final CopyText text = new CopyText();
    private boolean created;

    StageBuffer(StageTable table) {
        this.table = table;
        this.columns = table.table().valueColumns();
        this.copySql = table.copySql();
    }

    private static String[] periodKinds() {
        PeriodKind[] kinds = PeriodKind.values();
        String[] words = new String[kinds.length];
        for (PeriodKind kind : kinds) {
            words[kind.ordinal()] = ReleaseRows.word(kind);
        }
        return words;
    }

    /**
     * The place of a row.
     *
     * @param sheet number within the release
     * @param row number within the sheet
     * @param place among the rows that the sheet's row gave, from 0
     * @param total the number of the total that it is, from 1; 0 for a data row
     */
    record Place(int sheet, int row, int place, int total) {}

    /** @return null, or why the row cannot be stored, in which case nothing of it is staged */
    @Nullable
    HoldReason add(Place place, TypedRow row) {
        HoldReason reason = addFields(place, row);
        if (reason == null) {
            text.endRow();
        } else {
            text.dropRow();
        }
        return reason;
    }

    private @Nullable HoldReason addFields(Place place, TypedRow row) {
        if (row.values().size() != columns.size()) {
            return unstorable(
                    place,
                    "",
                    row.values().size() + " values",
                    columns.size() + " values, as the manifest " + "has columns");
        }
        if (!isStorable(row.period().start()) || !isStorable(row.period().end())) {
            return unstorable(place, ".period", row.period().toString(), "dates of the years 1 to 9999");
        }
        text.integer(place.sheet());
        text.integer(place.row());
        text.integer(place.place());
        text.integer(place.total());
        text.date(row.period().start());
        text.date(row.period().end());
        text.ascii(PERIOD_KINDS[row.period().kind().ordinal()]);
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.values().get(i);
            if (value == null) {
                text.absent();
            } else if (!put(value, columns.get(i).type())) {
                Column column = columns.get(i);
                return unstorable(place, "." + column.name(), "\"" + value + "\"", "a value of type " + column.type());
            }
        }
        text.uuid(row.key());
        return null;
    }

    private boolean put(Object value, ColumnType type) {
        return switch (type.base()) {
            case TEXT -> value instanceof String words && text.text(words);
            case INTEGER -> value instanceof Long number && put(number);
            case NUMBER -> putNumber(value);
            case DECIMAL -> putDecimal(value, type);
            case BOOLEAN -> value instanceof Boolean flag && put(flag);
            case DATE -> value instanceof LocalDate date && isStorable(date) && put(date);
            case TIMESTAMP -> value instanceof LocalDateTime time && isStorable(time.toLocalDate()) && put(time);
        };
    }

    private boolean put(long number) {
        text.integer(number);
        return true;
    }

    private boolean put(boolean flag) {
        text.flag(flag);
        return true;
    }

    private boolean put(LocalDate date) {
        text.date(date);
        return true;
    }

    private boolean put(LocalDateTime time) {
        text.ascii(time.toString());
        return true;
    }

    private boolean putNumber(Object value) {
        if (value instanceof Double number) {
            text.number(number);
            return true;
        }
        return value instanceof Long whole && put(whole);
    }

    private boolean putDecimal(Object value, ColumnType type) {
        BigDecimal decimal = value instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : value instanceof BigDecimal exact ? exact : null;
        if (decimal == null || !fits(decimal, type)) {
            return false;
        }
        text.ascii(decimal.toPlainString());
        return true;
    }

    /** Zeros at the end are no digits that could be lost. */
    private static boolean fits(BigDecimal decimal, ColumnType type) {
        if (decimal.scale() <= type.scale() && decimal.scale() >= 0) {
            return decimal.precision() - decimal.scale() <= type.precision() - type.scale();
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        return shortest.scale() <= type.scale()
                && shortest.precision() - shortest.scale() <= type.precision() - type.scale();
    }

    private static boolean isStorable(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= LAST_YEAR;
    }

    private HoldReason unstorable(Place place, String column, String found, String expected) {
        return new HoldReason(
                HoldCode.UNSTORABLE_VALUE,
                "%s%s, sheet %d › row %d".formatted(table.dataset(), column, place.sheet(), place.row()),
                found,
                expected,
                "correct the column's type in the manifest and load the release again");
    }

    boolean isFull() {
        return text.length() >= FLUSH_BYTES;
    }

    /** Copies what was gathered into the table, as part of the session's transaction. */
    void flush(DatabaseSession session) throws SQLException {
        if (text.length() == 0) {
            return;
        }
        if (!created) {
            table.createIfAbsent(session);
            created = true;
        }
        session.copy(copySql, text.bytes(), text.length());
        text.clear();
    }
}
