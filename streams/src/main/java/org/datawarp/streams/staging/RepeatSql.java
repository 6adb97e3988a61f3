package org.datawarp.streams.staging;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.release.StageTable;

/**
 * The statements that compare the sheets of a stage. The temporary table {@code repeats} counts the rows of each sheet
 * by key and {@code content}, a hash of all their values. Rows are {@code alike} when they have the same key and each
 * of their sheets has only one content under it. A key with several contents in one sheet shows nothing about other
 * sheets.
 *
 * @param published the condition on staged rows that are published
 */
record RepeatSql(StageTable table, String published) {

    static final String FORGET = "DROP TABLE repeats";

    /** Takes a sheet out of the comparison. */
    static final String REMOVE = "DELETE FROM repeats WHERE sheet = ?";

    /** A row of a sheet that other sheets have less often with the same values, or not at all. Takes the sheet. */
    static final String FIND_OWN = """
            SELECT 1 FROM repeats b LEFT JOIN repeats o ON o.key = b.key AND o.content = b.content AND o.sheet <> b.sheet
            WHERE b.sheet = ? GROUP BY b.key, b.content, b.rows HAVING coalesce(sum(o.rows), 0) < b.rows LIMIT 1""";

    /** Which sheets have rows of a sheet, and how many, the most first. Takes the sheet. */
    static final String SAME = others("content");

    /** The same for rows that are alike. */
    static final String ALIKE = others("alike");

    /** How many rows of each sheet others have with the same values. */
    static final String COUNT_SAME = count("same");

    /** How many rows of each sheet others have with the same values, or under the same key. */
    static final String COUNT_ALIKE = count("greatest(same, alike)");

    /** The rows whose key is in several sheets. */
    private static final String SHARED = """
            %1$s s JOIN (SELECT _key FROM %1$s WHERE %2$s GROUP BY _key HAVING min(_sheet_number) <> max(_sheet_number)) k
            USING (_key) WHERE %2$s""";

    private static String others(String compared) {
        return """
                SELECT o.sheet, sum(least(b.rows, o.rows)) FROM repeats b
                JOIN repeats o ON o.key = b.key AND o.%1$s = b.%1$s AND o.sheet <> b.sheet
                WHERE b.sheet = ? GROUP BY o.sheet ORDER BY 2 DESC, 1""".formatted(compared);
    }

    private static String count(String all) {
        return """
                SELECT sheet, sum(least(rows, %s - rows)) FROM (
                    SELECT sheet, rows, sum(rows) OVER (PARTITION BY key, content) AS same,
                        sum(rows) OVER (PARTITION BY key, alike) AS alike
                    FROM repeats) r
                GROUP BY sheet""".formatted(all);
    }

    /** How many rows of each sheet have a key that is also in other sheets. */
    String sharedRows() {
        return "SELECT _sheet_number, count(*) FROM %s GROUP BY 1".formatted(shared());
    }

    /** Creates {@code repeats}. */
    List<String> collect() {
        String values = table.table().valueColumns().stream()
                .map(RepeatSql::compared)
                .collect(joining(", ", "ROW(period_kind, ", ")"));
        String collect = """
                CREATE TEMPORARY TABLE repeats ON COMMIT DROP AS
                SELECT *, CASE WHEN count(*) OVER (PARTITION BY sheet, key) > 1 THEN content ELSE 0 END AS alike
                FROM (
                    SELECT _sheet_number AS sheet, _key AS key, hash_record_extended(%s, 0) AS content, count(*) AS rows
                    FROM %s GROUP BY 1, 2, 3) r""".formatted(values, shared());
        return List.of(collect, "CREATE INDEX ON repeats (key)", "CREATE INDEX ON repeats (sheet)", "ANALYZE repeats");
    }

    /**
     * Cast to decimals, floating-point numbers have the 15 digits that spreadsheets show. The rest is noise of the
     * format.
     */
    private static String compared(Column column) {
        String name = "\"%s\"".formatted(column.name());
        return column.type().base() == ColumnType.Base.NUMBER ? name + "::numeric" : name;
    }

    private String shared() {
        return SHARED.formatted(table.name(), published);
    }

    /** Takes a sheet. */
    String unstage() {
        return "DELETE FROM %s WHERE _sheet_number = ?".formatted(table.name());
    }
}
