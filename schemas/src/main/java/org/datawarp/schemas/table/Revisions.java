package org.datawarp.schemas.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;

/**
 * The dataset of revisions that a dataset gets with its first revision. It has one row for each row that a release
 * added, changed or removed in a period that was published before, and one for each period when it was first published.
 * Rows are only added to it, in the revising transaction itself, so it is published like any other dataset.
 *
 * <p>The dataset's own columns hold the earlier values of the row; for an added row, the new ones.
 */
public final class Revisions {

    /** The suffix of these datasets' names; no manifest may use it. */
    public static final String SUFFIX = "_revisions";

    /** A row added to a period that was there before. */
    public static final String ADDED = "added";

    public static final String CHANGED = "changed";
    public static final String REMOVED = "removed";

    /** A new period, with all its rows. */
    public static final String FIRST_PUBLISHED = "first-published";

    public static final ColumnName NUMBER = new ColumnName("_revision");
    public static final ColumnName KIND = new ColumnName("_revision_kind");
    public static final ColumnName AT = new ColumnName("_revised_at");
    public static final ColumnName BY = new ColumnName("_revised_by");
    public static final ColumnName RUN = new ColumnName("_revised_run");
    public static final ColumnName FILE = new ColumnName("_revised_file");
    public static final ColumnName SHEET = new ColumnName("_revised_sheet");
    public static final ColumnName ROW = new ColumnName("_revised_row");
    public static final ColumnName ROW_KEY = new ColumnName("_row_key");
    public static final ColumnName CHANGES = new ColumnName("_changes");

    /** The columns that come before the dataset's own. */
    public static final List<Column> COLUMNS = List.of(
            new Column(
                    NUMBER, ColumnType.INTEGER, ColumnRole.KEY, "", "Counts up with each revision, over all datasets"),
            text(KIND, "added, changed, removed; first-published for a period that was not there before"),
            new Column(
                    AT, ColumnType.TIMESTAMP, ColumnRole.ATTRIBUTE, "", "When the release that did it passed, in UTC"),
            text(BY, "The release that did it"),
            text(RUN, "The attempt at the release that did it"),
            text(FILE, "SHA-256 of the file that says so; empty for what was removed"),
            text(SHEET, "Worksheet, or member of a ZIP, that says so"),
            new Column(ROW, ColumnType.INTEGER, ColumnRole.ATTRIBUTE, "", "Row number in that sheet, from 1"),
            text(ROW_KEY, "The same for all revisions of one row, with _occurrence"),
            text(CHANGES, "Which columns changed, as JSON: {\"column\": [before, after]}"));

    private static final int LONGEST = 58 - SUFFIX.length();
    private static final int CHECKSUM_DIGITS = 8;

    private Revisions() {}

    private static Column text(ColumnName name, String description) {
        return new Column(name, ColumnType.TEXT, ColumnRole.ATTRIBUTE, "", description);
    }

    /** The name of a dataset's dataset of revisions; long names keep their beginning and a checksum of the whole. */
    public static DatasetName nameOf(DatasetName dataset) {
        String name = dataset.value();
        if (name.length() > LONGEST) {
            CRC32 checksum = new CRC32();
            checksum.update(name.getBytes(StandardCharsets.UTF_8));
            String beginning = name.substring(0, LONGEST - CHECKSUM_DIGITS - 2);
            name = "%s_c%08x".formatted(beginning.replaceAll("_+$", ""), checksum.getValue());
        }
        return new DatasetName(name + SUFFIX);
    }

    /** Whether a dataset holds another's revisions. */
    public static boolean isRevisions(DatasetName dataset) {
        return dataset.value().endsWith(SUFFIX);
    }

    /** @param table of the dataset, as it is in the database */
    public static Table tableOf(Table table) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        for (Column column : table.valueColumns()) {
            ColumnRole role = column.role() == ColumnRole.KEY ? ColumnRole.DIMENSION : column.role();
            columns.add(new Column(column.name(), column.type(), role, column.unit(), column.description()));
        }
        return Table.of(nameOf(table.dataset()), columns);
    }
}
