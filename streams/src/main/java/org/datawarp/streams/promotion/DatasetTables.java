package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;

/** The tables of schema {@code data}, and what is known about them. Part of the session's transaction. */
final class DatasetTables {

    /** Above this, two integers may be one and the same double. */
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;

    /** Fewer are quickly read, with or without statistics. */
    private static final int FEW_ROWS = 10_000;

    /** What a promotion asks of a long table: rows by their keys and periods. Autovacuum looks at all columns, later. */
    private static final String ASKED = "(\"%s\", \"%s\", \"%s\", \"%s\")"
            .formatted(Table.KEY, Table.OCCURRENCE, Table.PERIOD_START, Table.PERIOD_END);

    private DatasetTables() {}

    static String name(DatasetName dataset) {
        return "data.\"%s\"".formatted(dataset);
    }

    static Optional<Table> find(DatabaseSession session, DatasetName dataset) throws SQLException {
        return session.first(
                "SELECT table_definition FROM datawarp.datasets WHERE dataset = ?",
                row -> Json.read(row.getString(1), Table.class),
                dataset.value());
    }

    /** What the wanted table asks for; an integer column becomes a double only if none of its values would change. */
    static TablePlan plan(DatabaseSession session, Table wanted) throws SQLException {
        TablePlan plan = TablePlan.of(find(session, wanted.dataset()).orElse(null), wanted);
        List<HoldReason> problems = new ArrayList<>(plan.problems());
        for (Column column : plan.widened()) {
            if (column.type().base() == ColumnType.Base.NUMBER && holdsLarger(session, wanted, column.name())) {
                problems.add(new HoldReason(
                        HoldCode.INCOMPATIBLE_TABLE,
                        wanted.dataset() + "." + column.name(),
                        "type number in the manifest, and integers above 2^53 in the table",
                        "integers that a number holds exactly",
                        "use the type decimal(19,0), which holds them all"));
            }
        }
        return new TablePlan(plan.table(), plan.isNew(), plan.added(), plan.widened(), problems);
    }

    private static boolean holdsLarger(DatabaseSession session, Table table, ColumnName column) throws SQLException {
        return session.finds("SELECT 1 FROM %s WHERE \"%s\" NOT BETWEEN -%d AND %d LIMIT 1"
                .formatted(name(table.dataset()), column, LARGEST_EXACT_INTEGER, LARGEST_EXACT_INTEGER));
    }

    static void apply(DatabaseSession session, TablePlan plan, PublicationName publication) throws SQLException {
        for (String sql : ddl(plan)) {
            session.execute(sql);
        }
        session.update("""
                INSERT INTO datawarp.datasets (dataset, publication, table_definition) VALUES (?, ?, ?::jsonb)
                ON CONFLICT (dataset) DO UPDATE
                SET publication = excluded.publication, table_definition = excluded.table_definition
                WHERE (datasets.publication, datasets.table_definition)
                    IS DISTINCT FROM (excluded.publication, excluded.table_definition)""", plan.table().dataset().value(), publication.value(), Json.write(plan.table()));
    }

    /** The statements that a plan comes to. */
    static List<String> ddl(TablePlan plan) {
        String name = name(plan.table().dataset());
        if (plan.isNew()) {
            return create(plan.table(), name);
        }
        List<String> changes = new ArrayList<>();
        for (Column column : plan.added()) {
            changes.add("ADD COLUMN \"%s\" %s"
                    .formatted(column.name(), column.type().sql()));
        }
        for (Column column : plan.widened()) {
            changes.add("ALTER COLUMN \"%s\" TYPE %s"
                    .formatted(column.name(), column.type().sql()));
        }
        return changes.isEmpty() ? List.of() : List.of("ALTER TABLE %s %s".formatted(name, String.join(", ", changes)));
    }

    private static List<String> create(Table table, String name) {
        StringBuilder sql = new StringBuilder("CREATE TABLE %s (\"%s\" uuid NOT NULL".formatted(name, Table.KEY));
        for (Column column : table.columns()) {
            sql.append(", \"%s\" %s%s"
                    .formatted(column.name(), column.type().sql(), isRequired(column) ? " NOT NULL" : ""));
        }
        return List.of(
                sql.append(')').toString(),
                // A change carries the row before, which revisions need.
                "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(name),
                // Nothing would tell the change feed which rows went.
                "CREATE TRIGGER refuse_truncation BEFORE TRUNCATE ON %s EXECUTE FUNCTION datawarp.refuse_truncation()"
                        .formatted(name));
    }

    /** The statements that index a table that {@link #ddl} made, once its first rows are there: one sort, not a search a row. */
    static List<String> indexes(Table table) {
        String name = name(table.dataset());
        return List.of(
                "ALTER TABLE %s ADD PRIMARY KEY (\"%s\", \"%s\")".formatted(name, Table.KEY, Table.OCCURRENCE),
                // Rows are inserted by period: a few bytes for each stretch of the table find them again.
                "CREATE INDEX \"%s\" ON %s USING brin (\"%s\", \"%s\")"
                        .formatted(periodIndex(table.dataset()), name, Table.PERIOD_START, Table.PERIOD_END));
    }

    /** The longest name of a dataset leaves room for these five characters. */
    private static String periodIndex(DatasetName dataset) {
        return dataset + "_span";
    }

    /** Indexes a table that the plan made. */
    static void index(DatabaseSession session, TablePlan plan) throws SQLException {
        if (plan.isNew()) {
            for (String sql : indexes(plan.table())) {
                session.execute(sql);
            }
        }
    }

    /**
     * Has the server know the rows that were added before its own vacuum does: without statistics it would not use the indexes
     * for the next promotion, and the one of periods passes over the table's end.
     */
    static void refreshStatistics(DatabaseSession session, DatasetName dataset, long added) throws SQLException {
        if (added > FEW_ROWS) {
            session.query(
                    "SELECT brin_summarize_new_values(?::regclass)",
                    row -> true,
                    "data.\"%s\"".formatted(periodIndex(dataset)));
            session.execute("ANALYZE " + name(dataset) + ASKED);
        }
    }

    private static boolean isRequired(Column column) {
        return Table.PERIOD_COLUMNS.contains(column) || Table.ORIGIN_COLUMNS.contains(column);
    }
}
