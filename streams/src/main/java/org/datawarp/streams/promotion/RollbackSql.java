package org.datawarp.streams.promotion;

import static java.util.stream.Collectors.joining;

import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.schemas.table.Table;

/**
 * The statements that undo a promotion in one dataset: what it changed and removed is in the revisions, what it added
 * in them or in the periods that it was the first to publish. As in {@link MergeSql}, {@code d} is a row of the dataset's
 * table; {@code s} is one of the temporary table {@code undone}, which has the promotion's revisions.
 *
 * @param table the dataset's, as it is in the database
 */
record RollbackSql(Table table) {

    /** What is joined as {@code s}. */
    static final String SOURCE = "undone s ON s._key = x._key AND s._occurrence = x._occurrence";

    /** Takes run. */
    String findUndone() {
        return """
                CREATE TEMPORARY TABLE undone ON COMMIT DROP AS
                SELECT %s::uuid AS _key, %s AS kind, %s FROM %s WHERE %s = ? AND %s <> '%s'""".formatted(
                        Revisions.ROW_KEY,
                        Revisions.KIND,
                        columns(""),
                        revisions(),
                        Revisions.RUN,
                        Revisions.KIND,
                        Revisions.FIRST_PUBLISHED);
    }

    /** What undoing changes, into the temporary table {@code differences}: takes dataset, run. */
    String findDifferences() {
        return """
                CREATE TEMPORARY TABLE differences ON COMMIT DROP AS
                SELECT u._key, u._occurrence, CASE u.kind WHEN '%1$s' THEN 'd' WHEN '%2$s' THEN 'u' ELSE 'i' END AS kind,
                    d.ctid AS place
                FROM undone u LEFT JOIN %3$s d ON d._key = u._key AND d._occurrence = u._occurrence
                UNION ALL
                SELECT d._key, d._occurrence, 'd', d.ctid FROM %3$s d
                JOIN datawarp.first_published f ON f.period_start = d.period_start AND f.period_end = d.period_end
                WHERE f.dataset = ? AND f.run = ?""".formatted(Revisions.ADDED, Revisions.CHANGED, data());
    }

    /**
     * Releases that later revised the same rows, or others of periods that the promotion was the first to publish: takes
     * run, dataset, dataset, run, dataset, run.
     */
    String findLater() {
        return """
                SELECT DISTINCT v.%1$s FROM %2$s v
                WHERE v.%3$s <> '%4$s' AND v.%5$s <> ?
                  AND v.%5$s NOT IN (
                      SELECT run FROM datawarp.rollbacks WHERE dataset = ?
                      UNION ALL SELECT undo FROM datawarp.rollbacks WHERE dataset = ?)
                  AND (v.%7$s > (SELECT max(%7$s) FROM %2$s WHERE %5$s = ? AND %3$s <> '%4$s')
                       AND EXISTS (SELECT 1 FROM differences x
                                   WHERE x._key::text = v.%6$s AND x._occurrence = v._occurrence)
                    OR EXISTS (SELECT 1 FROM datawarp.first_published f WHERE f.dataset = ? AND f.run = ?
                               AND f.period_start = v.period_start AND f.period_end = v.period_end))
                ORDER BY 1""".formatted(
                        Revisions.BY,
                        revisions(),
                        Revisions.KIND,
                        Revisions.FIRST_PUBLISHED,
                        Revisions.RUN,
                        Revisions.ROW_KEY,
                        Revisions.NUMBER);
    }

    /** How what undoing replaces is kept: it is a revision as any other. */
    RevisionSql revisionsOfUndoing() {
        return new RevisionSql(table, SOURCE, column -> "s.\"" + column.name() + '"');
    }

    String delete() {
        return "DELETE FROM %s d USING differences x WHERE x.kind = 'd' AND d.ctid = x.place".formatted(data());
    }

    String update() {
        String assignments = table.columns().stream()
                .filter(column -> !column.name().equals(Table.OCCURRENCE))
                .map(column -> "\"%1$s\" = s.\"%1$s\"".formatted(column.name()))
                .collect(joining(", "));
        return "UPDATE %s d SET %s FROM differences x JOIN %s WHERE x.kind = 'u' AND d.ctid = x.place"
                .formatted(data(), assignments, SOURCE);
    }

    String insert() {
        return "INSERT INTO %s (_key, %s) SELECT s._key, %s FROM differences x JOIN %s WHERE x.kind = 'i'"
                .formatted(data(), columns(""), columns("s."), SOURCE);
    }

    /**
     * Who owned the periods before, into the temporary table {@code owners}: takes dataset, runs, dataset, runs; the runs
     * are the promotion and what said the same after it.
     */
    static final String FIND_OWNERS = """
            CREATE TEMPORARY TABLE owners ON COMMIT DROP AS
            SELECT DISTINCT ON (a.period_start, a.period_end) p.dataset, a.period_start, a.period_end,
                r.release, r.run, r.period_end AS release_end, r.period_rank, r.opened_at
            FROM (SELECT period_start, period_end FROM datawarp.coverage WHERE dataset = ? AND run = ANY (?)
                  UNION SELECT period_start, period_end FROM undone WHERE kind = 'removed') a
            JOIN datawarp.periods p USING (period_start, period_end)
            JOIN datawarp.releases r USING (run)
            WHERE p.dataset = ? AND r.state IN ('promoted', 'unchanged') AND NOT r.run = ANY (?)
              AND NOT EXISTS (SELECT 1 FROM datawarp.rollbacks b WHERE b.run = r.run AND b.dataset = p.dataset)
            ORDER BY a.period_start, a.period_end,
                r.period_end DESC, r.period_rank DESC, r.opened_at DESC, r.begun_at DESC""";

    static final String GIVE_BACK = """
            INSERT INTO datawarp.coverage AS c
                (dataset, period_start, period_end, release, run, release_end, release_rank, opened_at)
            SELECT dataset, period_start, period_end, release, run, release_end, period_rank, opened_at FROM owners
            ON CONFLICT (dataset, period_start, period_end) DO UPDATE
            SET release = excluded.release, run = excluded.run, release_end = excluded.release_end,
                release_rank = excluded.release_rank, opened_at = excluded.opened_at""";

    private String columns(String prefix) {
        return table.columns().stream()
                .map(Column::name)
                .map(name -> prefix + '"' + name + '"')
                .collect(joining(", "));
    }

    private String data() {
        return DatasetTables.name(table.dataset());
    }

    private String revisions() {
        return DatasetTables.name(Revisions.nameOf(table.dataset()));
    }
}
