package org.datawarp.streams.release;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.database.DatabaseSession;

/**
 * An unlogged table where the rows of one dataset in one attempt wait until the release is complete. It is dropped with
 * the attempt. Attempts never block each other, and each has the columns of its own manifest.
 *
 * @param run the attempt
 * @param table the dataset's table as the attempt's manifest has it
 */
public record StageTable(String run, Table table) {

    static final String SCHEMA = "stage";

    /** PostgreSQL cuts names at 63 bytes: longer names become their beginning and a checksum of the whole name. */
    private static final int LONGEST_NAME = 63;

    private static final int CHECKSUM_DIGITS = 8;

    /**
     * Sheet, row and place within the row identify a row. A total has the number of its declaration; other rows have 0.
     */
    private static final String OWN_COLUMNS = "_sheet_number integer, _row_number integer, _place integer,"
            + " _total integer, period_start date, period_end date, period_kind text, ";

    public String name() {
        return "\"%s\".\"%s\"".formatted(SCHEMA, plainName());
    }

    private String plainName() {
        String dataset = table.dataset().value();
        int room = LONGEST_NAME - 1 - run.length();
        if (dataset.length() > room) {
            CRC32 checksum = new CRC32();
            checksum.update(dataset.getBytes(StandardCharsets.UTF_8));
            dataset = "%s_%08x".formatted(dataset.substring(0, room - 1 - CHECKSUM_DIGITS), checksum.getValue());
        }
        return dataset + "_" + run;
    }

    public DatasetName dataset() {
        return table.dataset();
    }

    /** Creates the table unless it exists. Safe when two loaders share a release. */
    public void createIfAbsent(DatabaseSession session) throws SQLException {
        if (exists(session)) {
            return;
        }
        session.query("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, name());
        if (!exists(session)) {
            session.execute(createSql());
        }
    }

    boolean exists(DatabaseSession session) throws SQLException {
        return session.finds("SELECT 1 WHERE to_regclass(?) IS NOT NULL", name());
    }

    String createSql() {
        StringBuilder sql = new StringBuilder("CREATE UNLOGGED TABLE ")
                .append(name())
                .append(" (")
                .append(OWN_COLUMNS);
        for (Column column : table.valueColumns()) {
            sql.append('"')
                    .append(column.name())
                    .append("\" ")
                    .append(typeOf(column))
                    .append(", ");
        }
        return sql.append("_key uuid, _occurrence integer NOT NULL DEFAULT 1)").toString();
    }

    /** Decimals are staged as they come. What does not fit its column is reported before, never rounded. */
    private static String typeOf(Column column) {
        return column.type().base() == ColumnType.Base.DECIMAL
                ? "numeric"
                : column.type().sql();
    }

    public String copySql() {
        StringBuilder sql = new StringBuilder("COPY ")
                .append(name())
                .append(" (_sheet_number, _row_number, _place, _total, period_start, period_end, period_kind, ");
        for (Column column : table.valueColumns()) {
            sql.append('"').append(column.name()).append("\", ");
        }
        return sql.append("_key) FROM STDIN").toString();
    }

    /**
     * Collects statistics of the columns by which rows are found. Others need none, and would take most of the time.
     */
    public void analyze(DatabaseSession session) throws SQLException {
        session.execute(
                "ANALYZE %s (_sheet_number, _row_number, _place, _total, period_start, period_end, _key, _occurrence)"
                        .formatted(name()));
    }

    /** Drops all that an attempt has staged. */
    public static void dropAll(DatabaseSession session, String run) throws SQLException {
        List<String> tables = session.query(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = ? AND right(tablename, ?) = ?",
                row -> row.getString(1),
                SCHEMA,
                run.length() + 1,
                "_" + run);
        for (String name : tables) {
            session.execute("DROP TABLE %s.%s".formatted(SCHEMA, name));
        }
    }
}
