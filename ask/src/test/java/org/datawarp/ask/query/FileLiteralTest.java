package org.datawarp.ask.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FileLiteralTest {

    private static final List<String> FOLDERS =
            List.of("a*b", "a**", "**", "a?b", "a[x]b", "axb", "a'b", "a{x,y}b", "a]b", "a\\b");

    @TempDir
    private Path home;

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void readsItsFileAloneThoughTheFolderIsNamedLikeAPattern(String folder) throws IOException, SQLException {
        for (String each : FOLDERS) {
            write(each);
        }
        Path file = home.resolve(folder).resolve("part.parquet");

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "SET allowed_paths = [%s, %s]".formatted(FileLiteral.of(file), FileLiteral.pattern(file)));
            statement.execute("SET enable_external_access = false");
            String query = "SELECT string_agg(folder) FROM read_parquet([%s], union_by_name = true)";
            try (ResultSet rows = statement.executeQuery(query.formatted(FileLiteral.pattern(file)))) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(folder);
            }
        }
    }

    private void write(String folder) throws IOException, SQLException {
        Path plain = home.resolve("plain.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (SELECT '%s' AS folder) TO '%s' (FORMAT parquet)"
                    .formatted(folder.replace("'", "''"), plain));
        }
        Files.move(plain, Files.createDirectories(home.resolve(folder)).resolve("part.parquet"));
    }
}
