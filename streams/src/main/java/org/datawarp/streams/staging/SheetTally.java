package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.streams.database.DatabaseSession;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one attempt's sheets by kind, to be added to the database once a batch. Owned by one thread. */
public final class SheetTally {

    private static final String ADD = """
            INSERT INTO datawarp.sheets AS s (run, sheet, file, file_name, member, name, label, checksum,
                data, heading, note, blank, total, rejected, unclaimed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run, sheet) DO UPDATE SET
                file = coalesce(excluded.file, s.file),
                file_name = coalesce(excluded.file_name, s.file_name),
                member = coalesce(excluded.member, s.member),
                name = coalesce(excluded.name, s.name),
                label = coalesce(excluded.label, s.label),
                checksum = s.checksum + excluded.checksum,
                data = s.data + excluded.data,
                heading = s.heading + excluded.heading,
                note = s.note + excluded.note,
                blank = s.blank + excluded.blank,
                total = s.total + excluded.total,
                rejected = s.rejected + excluded.rejected,
                unclaimed = s.unclaimed + excluded.unclaimed""";

    /** The columns of {@link #ADD} before the counts, which are in the order of {@link RowKind}. */
    private static final int COUNTS_FROM = 8;

    private final String run;
    private final Map<Integer, Sheet> sheets = new TreeMap<>();

    SheetTally(String run) {
        this.run = run;
    }

    private static final class Sheet {
        private final long[] rows = new long[RowKind.values().length];
        private long checksum;
        private @Nullable SheetOpened opened;
    }

    public void open(int sheet, SheetOpened opened) {
        sheet(sheet).opened = opened;
    }

    void count(int number, AppliedRow row) {
        Sheet sheet = sheet(number);
        sheet.rows[row.kind().ordinal()]++;
        sheet.checksum += row.checksum();
    }

    private Sheet sheet(int number) {
        return sheets.computeIfAbsent(number, n -> new Sheet());
    }

    void flush(DatabaseSession session) throws SQLException {
        List<@Nullable Object[]> rows = sheets.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        session.updateAll(ADD, rows);
        sheets.clear();
    }

    private @Nullable Object[] row(int number, Sheet sheet) {
        @Nullable Object[] row = new @Nullable Object[COUNTS_FROM + sheet.rows.length];
        row[0] = run;
        row[1] = number;
        SheetOpened opened = sheet.opened;
        if (opened != null) {
            row[2] = opened.file().value();
            row[3] = opened.fileName();
            row[4] = opened.member();
            row[5] = opened.name();
            row[6] = label(opened);
        }
        row[7] = sheet.checksum;
        for (int i = 0; i < sheet.rows.length; i++) {
            row[COUNTS_FROM + i] = sheet.rows[i];
        }
        return row;
    }

    /** What a row says about its sheet: the worksheet, the ZIP's member, or the worksheet within the member. */
    private static String label(SheetOpened sheet) {
        if (sheet.member().isEmpty()) {
            return sheet.name();
        }
        return sheet.member().endsWith(sheet.name()) ? sheet.member() : sheet.member() + "!" + sheet.name();
    }
}
