package org.datawarp.ask.query;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Revisions;

/**
 * A dataset as the public saw it at a time, in DuckDB's SQL. It takes what is published now, leaves out periods that
 * came later, and gives each row that was revised later the value that its first later revision records as the old one.
 * Of the revisions, only those made by then are included.
 *
 * <p>The Worker does the same; {@code worker/test/fixtures/as-of.json} tests both.
 *
 * @param now the view of what is published now
 * @param releases those that had been promoted by then; not used for a dataset that was revised
 */
public record AsOfSql(
        PublishedTable table, String now, Optional<PublishedTable> revisions, List<String> releases, Instant at) {

    public AsOfSql {
        releases = List.copyOf(releases);
    }

    /** The statement that creates the view, under the dataset's name. */
    public String view() {
        return "CREATE VIEW \"%s\" AS %s".formatted(table.name(), select());
    }

    private String select() {
        if (Revisions.isRevisions(new DatasetName(table.name()))) {
            return "SELECT * FROM \"%s\" WHERE epoch_us(%s) <= %d".formatted(now, Revisions.AT, micros());
        }
        return revisions.isPresent() ? revised() : neverRevised();
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** Without revisions, a release was promoted once, and its rows date from then. */
    private String neverRevised() {
        return "SELECT * FROM \"%s\" WHERE list_contains([%s]::VARCHAR[], _release)"
                .formatted(
                        now,
                        releases.stream()
                                .map(release -> "'" + release.replace("'", "''") + "'")
                                .collect(joining(", ")));
    }

    private String revised() {
        PublishedTable revised = revisions.orElseThrow();
        List<String> both =
                table.columns().stream().filter(revised.columns()::contains).toList();
        return """
                WITH later AS (
                    SELECT *, row_number() OVER (PARTITION BY %1$s, _occurrence ORDER BY %2$s) AS nth
                    FROM "%3$s" WHERE %4$s <> '%5$s' AND epoch_us(%6$s) > %7$d),
                seen AS (
                    SELECT DISTINCT period_start, period_end
                    FROM "%3$s" WHERE %4$s = '%5$s' AND epoch_us(%6$s) <= %7$d)
                SELECT %8$s FROM "%9$s" b SEMI JOIN seen USING (period_start, period_end)
                ANTI JOIN later l ON l.period_start = b.period_start AND l.period_end = b.period_end
                    AND l._occurrence = b._occurrence%10$s
                UNION ALL BY NAME
                SELECT %11$s FROM later l SEMI JOIN seen USING (period_start, period_end)
                WHERE nth = 1 AND %4$s IN ('%12$s', '%13$s')""".formatted(
                        Revisions.ROW_KEY,
                        Revisions.NUMBER,
                        revised.name(),
                        Revisions.KIND,
                        Revisions.FIRST_PUBLISHED,
                        Revisions.AT,
                        micros(),
                        names("b", table.columns()),
                        now,
                        table.keys().stream()
                                .map(key -> " AND l.\"%1$s\" IS NOT DISTINCT FROM b.\"%1$s\"".formatted(key))
                                .collect(joining()),
                        names("l", both),
                        Revisions.CHANGED,
                        Revisions.REMOVED);
    }

    private static String names(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> "%s.\"%s\"".formatted(alias, column))
                .collect(joining(", "));
    }
}
