package org.datawarp.ask.query;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Revisions;

/**
 * Selects revisions of a dataset.
 *
 * @param release that made the revision; empty for all
 * @param since the earliest time of a revision; empty for all
 * @param key column values of the revised rows; empty for all rows
 * @param atMost how many, the latest first
 */
public record RevisionQuery(
        DatasetName dataset, Optional<String> release, Optional<Instant> since, Map<String, String> key, long atMost) {

    public RevisionQuery {
        key = Map.copyOf(key);
    }

    /**
     * Returns one row for each changed value, and one for each added or removed row.
     *
     * @param keys the dataset's key columns, which identify the row of a value
     */
    public String sql(List<String> keys) {
        List<String> wanted = new ArrayList<>();
        wanted.add("%s <> '%s'".formatted(Revisions.KIND, Revisions.FIRST_PUBLISHED));
        release.ifPresent(name -> wanted.add("%s = %s".formatted(Revisions.BY, literal(name))));
        since.ifPresent(at ->
                wanted.add("epoch_us(%s) >= %d".formatted(Revisions.AT, ChronoUnit.MICROS.between(Instant.EPOCH, at))));
        key.forEach((column, value) ->
                wanted.add("CAST(\"%s\" AS text) = %s".formatted(column.replace("\"", ""), literal(value))));
        return """
                WITH files AS (
                    SELECT DISTINCT f.digest, f.name FROM (
                        SELECT unnest(list_concat(r.files, r.earlier_files)) AS f
                        FROM (SELECT unnest(releases) AS r FROM catalog WHERE dataset = '%1$s'))),
                revised AS (SELECT * FROM "%2$s" WHERE %3$s ORDER BY %4$s DESC LIMIT %5$d),
                changed AS (SELECT *, unnest(coalesce(json_keys(%6$s), [''])) AS changed FROM revised)
                SELECT %7$s AS revised_at, %8$s AS release, %9$s AS kind, period_start, period_end, %10$schanged AS "column",
                    CASE WHEN changed <> '' THEN json_extract_string(%6$s, '$."' || changed || '"[0]') END AS "before",
                    CASE WHEN changed <> '' THEN json_extract_string(%6$s, '$."' || changed || '"[1]') END AS "after",
                    files.name AS file, %11$s AS sheet, %12$s AS "row"
                FROM changed LEFT JOIN files ON files.digest = %13$s
                ORDER BY %4$s DESC, changed""".formatted(
                        dataset,
                        Revisions.nameOf(dataset),
                        String.join(" AND ", wanted),
                        Revisions.NUMBER,
                        atMost,
                        Revisions.CHANGES,
                        Revisions.AT,
                        Revisions.BY,
                        Revisions.KIND,
                        keys.stream().map(key -> "\"" + key + "\", ").collect(joining()),
                        Revisions.SHEET,
                        Revisions.ROW,
                        Revisions.FILE);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
