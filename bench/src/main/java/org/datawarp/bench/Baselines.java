package org.datawarp.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;
import org.postgresql.PGConnection;

/** The cost of the same rows without DataWarp. */
final class Baselines {

    static final String COPY = "COPY, indexed";

    private static final String TABLE = """
            DROP TABLE IF EXISTS baseline;
            CREATE TABLE baseline (
                period text, region_code text, org_code text, org_name text, specialty_code text, age_band text, sex text,
                attendances bigint, over_4_hours bigint, admissions bigint, rate numeric(12,4), mean_wait double precision,
                PRIMARY KEY (org_code, specialty_code, age_band, sex))""";

    private Baselines() {}

    /** {@code COPY} of the CSV into a table with the same key. */
    static void copy(Endpoints endpoints, Path csv) throws SQLException, IOException {
        var database = endpoints.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                InputStream in = Files.newInputStream(csv)) {
            statement.execute(TABLE);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY baseline FROM STDIN (FORMAT csv, HEADER)", in);
            statement.execute("DROP TABLE baseline");
        }
    }

    /** DuckDB from the CSV to Parquet, with one thread. */
    static void duckdb(Path csv, Path parquet) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("COPY (SELECT * FROM read_csv('%s')) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                    .formatted(csv, parquet));
        }
    }

    /** parquet-avro alone, over rows as they are generated. */
    static void parquet(Path folder, long rows) throws IOException {
        ParquetBaseline.write(folder.resolve("baseline-avro.parquet"), rows);
    }

    /** The reader alone; its rows are dropped. */
    static void read(FileReader reader, Path file) throws IOException {
        reader.read(file, file.getFileName().toString(), member -> true, new SheetSink() {
            @Override
            public void opened(SheetHeader header) {}

            @Override
            public void row(SheetRow row) {}

            @Override
            public void closed() {}

            @Override
            public void unreadable(String member, UnreadableFileException reason) throws IOException {
                throw reason;
            }
        });
    }
}
