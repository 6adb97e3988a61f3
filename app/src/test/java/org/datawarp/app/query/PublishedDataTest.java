package org.datawarp.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    /** A catalogue of one dataset without parts, as Parquet; no more of it than is read here. */
    private static final String CATALOG = """
            COPY (SELECT '%s' AS dataset, []::STRUCT(key VARCHAR)[] AS parts,
                []::STRUCT(name VARCHAR, role VARCHAR)[] AS columns) TO '%s' (FORMAT parquet)""";

    @TempDir
    private Path folder;

    private void publish(String dataset) throws IOException, SQLException {
        Path next = folder.resolve("next.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(CATALOG.formatted(dataset, next));
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
}
