package org.datawarp.streams.promotion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Total;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.StageTable;
import org.datawarp.streams.staging.StagedDataset;

/**
 * Whether each published total is the sum of the rows of its sheet and period, and of its wide heading where headings
 * became rows. Sums that lack a part, because a figure is blank or suppressed, are not compared.
 */
final class TotalsCheck {

    private static final int MOST_PER_COLUMN = 5;

    /** What sums of doubles, and what publishers round, may differ by. */
    private static final String TOLERANCE = "1e-6";

    /** A share is no sum of shares. */
    private static final String SHARE = "%";

    private final DatabaseSession session;
    private final ReleaseStatus release;
    private final StageTable table;
    private final Dataset dataset;

    TotalsCheck(DatabaseSession session, ReleaseStatus release, StagedDataset staged) {
        this.session = session;
        this.release = release;
        this.table = staged.table();
        this.dataset = staged.dataset();
    }

    List<HoldReason> reasons() throws SQLException {
        List<HoldReason> reasons = new ArrayList<>();
        List<Integer> numbers = session.query(
                "SELECT DISTINCT _total FROM %s WHERE _total > 0 ORDER BY 1".formatted(table.name()),
                row -> row.getInt(1));
        for (int number : numbers) {
            for (Column column : columns(number)) {
                reasons.addAll(compare(number, column));
            }
        }
        return reasons;
    }

    /** The columns that add up: those that the total names, else all figures but shares. */
    private List<Column> columns(int number) {
        Total total = number > dataset.totals().size() ? null : dataset.totals().get(number - 1);
        if (total != null && isOverPeriods(total)) {
            return List.of();
        }
        List<ColumnName> named = total == null ? List.of() : total.sums();
        return table.table().valueColumns().stream()
                .filter(column -> isNumeric(column.type()))
                .filter(column -> named.isEmpty()
                        ? column.role() == ColumnRole.MEASURE && !column.unit().equals(SHARE)
                        : named.contains(column.name()))
                .toList();
    }

    /** It has no period of its own, so that there are no rows of the same. */
    private boolean isOverPeriods(Total total) {
        return dataset.fields().stream()
                .anyMatch(field ->
                        field.role() == FieldRole.PERIOD && total.when().containsKey(field.name()));
    }

    private static boolean isNumeric(ColumnType type) {
        return switch (type.base()) {
            case INTEGER, NUMBER, DECIMAL -> true;
            case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
        };
    }

    private List<HoldReason> compare(int number, Column column) throws SQLException {
        return session.query(sql(column), row -> differs(row, column), number, release.run());
    }

    private String sql(Column column) {
        String name = "\"" + column.name() + "\"";
        String differs = column.type().base() == ColumnType.Base.NUMBER
                ? "abs(t.%1$s - p.parts) > %2$s * greatest(abs(t.%1$s), abs(p.parts))".formatted(name, TOLERANCE)
                : "t.%s <> p.parts".formatted(name);
        return """
                SELECT h.file_name, h.label, t._row_number, t.period_start, t.period_end,
                    t.%1$s::text AS total, p.parts::text AS parts
                FROM %2$s t
                JOIN (SELECT _sheet_number, period_start, period_end, %3$s AS heading,
                          sum(%1$s) AS parts, count(*) - count(%1$s) AS missing
                      FROM %2$s d WHERE _total = 0 GROUP BY 1, 2, 3, 4) p
                  ON p._sheet_number = t._sheet_number AND p.period_start = t.period_start
                 AND p.period_end = t.period_end AND p.heading IS NOT DISTINCT FROM %4$s
                JOIN datawarp.sheets h ON h.sheet = t._sheet_number
                WHERE t._total = ? AND h.run = ? AND p.missing = 0 AND %5$s
                ORDER BY t._sheet_number, t._row_number, t._place LIMIT %6$d""".formatted(name, table.name(), heading("d"), heading("t"), differs, MOST_PER_COLUMN);
    }

    /** The wide heading that became a value of the row; the same for all where there are none. */
    private String heading(String row) {
        Field dimension = dataset.unpivot() == null ? null : dataset.unpivot().dimension();
        return dimension == null ? "''::text" : "%s.\"%s\"".formatted(row, dimension.name());
    }

    private HoldReason differs(ResultSet row, Column column) throws SQLException {
        return new HoldReason(
                HoldCode.TOTAL_DIFFERS,
                "%s.%s, %s › %s › row %d, %s to %s"
                        .formatted(
                                dataset.name(),
                                column.name(),
                                row.getString("file_name"),
                                row.getString("label"),
                                row.getInt("_row_number"),
                                row.getString("period_start"),
                                row.getString("period_end")),
                "the total %s".formatted(row.getString("total")),
                "%s, the sum of its rows".formatted(row.getString("parts")),
                "see whether rows are missing or read twice; if the publisher's total is no such sum,"
                        + " say in the manifest which columns add up");
    }
}
