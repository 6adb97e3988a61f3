package org.datawarp.ask.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedDataTest {

    /** A catalogue of one dataset, as Parquet; no more of it than is read here. */
    private static final String CATALOG = """
            COPY (SELECT '%s' AS dataset, %s::STRUCT(key VARCHAR)[] AS parts, [
                    {name: 'org_code', role: 'KEY', type: {base: 'TEXT', precision: 0, scale: 0}},
                    {name: 'rate', role: 'MEASURE', type: {base: 'DECIMAL', precision: 6, scale: 2}}
                ] AS columns) TO '%s' (FORMAT parquet)""";

    @TempDir
    private Path folder;

    private void publish(String dataset) throws IOException, SQLException {
        publish(dataset, "[]");
    }

    private void publish(String dataset, String parts) throws IOException, SQLException {
        Path next = folder.resolve("next.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(CATALOG.formatted(dataset, parts, next));
        }
        Files.move(
                next,
                folder.resolve("catalog.parquet"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void staysAtTheVersionThatItWasOpenedWith() throws IOException, SQLException {
        publish("before");
        try (PublishedData data = PublishedData.open(key -> folder.resolve("catalog.parquet"), "")) {

            publish("a_dataset_with_a_longer_name");

            try (Statement statement = data.connection().createStatement();
                    ResultSet rows = statement.executeQuery("SELECT dataset FROM catalog")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("before");
            }
        }
    }

    @Test
    void listsADatasetThatTheStatementDoesNotName() throws IOException, SQLException {
        publish("ae_provider", "[{key: 'datasets/ae_provider/1.parquet'}]");

        assertThat(answer("SHOW TABLES")).contains("ae_provider", "catalog");
        assertThat(answer("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name LIKE 'ae%'"))
                .contains("org_code,VARCHAR", "rate,\"DECIMAL(6,2)\"");
    }

    @Test
    void suggestsADatasetForAMisspeltOne() throws IOException, SQLException {
        publish("ae_provider", "[{key: 'datasets/ae_provider/1.parquet'}]");

        assertThatThrownBy(() -> answer("SELECT * FROM ae_providr"))
                .hasMessageContaining("Did you mean")
                .hasMessageContaining("ae_provider");
    }

    @Test
    void neverFindsADatasetEmptyThatItDidNotFetch() throws IOException, SQLException {
        publish("ae_provider", "[{key: 'datasets/ae_provider/1.parquet'}]");

        assertThatThrownBy(() -> answer("SELECT count(*) FROM query_table('ae_' || 'provider')"))
                .hasMessageContaining("ae_provider was not fetched");
    }

    @Test
    void findsADatasetEmptyThatHasNoRows() throws IOException, SQLException {
        publish("ae_provider");

        assertThat(answer("SELECT count(*) AS n FROM ae_provider")).contains("0");
    }

    private String answer(String sql) throws IOException, SQLException {
        StringWriter out = new StringWriter();
        try (PublishedData data = PublishedData.open(key -> folder.resolve("catalog.parquet"), sql)) {
            data.query(sql, ResultFormat.CSV, new PrintWriter(out));
        }
        return out.toString();
    }
}
