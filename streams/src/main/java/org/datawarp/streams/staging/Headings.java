package org.datawarp.streams.staging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.change.CommittedHeading;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.streams.database.DatabaseSession;
import org.jspecify.annotations.Nullable;

/** The headings of one attempt's tables, to be added to the database once a batch. Owned by one thread. */
public final class Headings {

    private static final String ADD = """
            INSERT INTO datawarp.headings (run, sheet, dataset, field, sheet_column, first_row, last_row, heading)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    /** Each heading of a field once, from the first sheet that has it; in the order of the sheet's columns. */
    private static final String FIND = """
            SELECT * FROM (
                SELECT DISTINCT ON (h.field, h.heading)
                    h.field, h.heading, s.file, s.label, h.sheet_column, h.first_row, h.last_row, h.sheet
                FROM datawarp.headings h JOIN datawarp.sheets s USING (run, sheet)
                WHERE h.run = ? AND h.dataset = ?
                ORDER BY h.field, h.heading, h.sheet, h.first_row) each
            ORDER BY sheet, first_row, sheet_column, field""";

    /** PostgreSQL's text has no NUL, and in a heading it has no meaning. */
    private static final char REPLACEMENT = '\uFFFD';

    private final String run;
    private final List<@Nullable Object[]> added = new ArrayList<>();

    Headings(String run) {
        this.run = run;
    }

    void add(int sheet, PlacedHeading heading) {
        added.add(new Object[] {
            run,
            sheet,
            heading.dataset().value(),
            heading.field().value(),
            heading.column(),
            heading.firstRow(),
            heading.lastRow(),
            heading.text().replace('\0', REPLACEMENT)
        });
    }

    void flush(DatabaseSession session) throws SQLException {
        session.updateAll(ADD, added);
        added.clear();
    }

    /** The headings under which an attempt found a dataset's columns. */
    public static List<CommittedHeading> of(DatabaseSession session, String run, DatasetName dataset)
            throws SQLException {
        return session.query(
                FIND,
                row -> new CommittedHeading(
                        new ColumnName(row.getString("field")),
                        row.getString("heading"),
                        new FileDigest(row.getString("file")),
                        row.getString("label"),
                        row.getInt("sheet_column"),
                        row.getInt("first_row"),
                        row.getInt("last_row")),
                run,
                dataset.value());
    }
}
