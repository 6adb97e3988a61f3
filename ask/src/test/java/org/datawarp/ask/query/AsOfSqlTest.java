package org.datawarp.ask.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the public saw, by the file that the Worker's tests are held to as well. */
class AsOfSqlTest {

    private static final JsonNode GOLDEN = golden();

    private static JsonNode golden() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("../worker/test/fixtures/as-of.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param seen the rows that the public saw */
    record Case(String asOf, JsonNode seen) {

        @Override
        public String toString() {
            return asOf;
        }
    }

    static Stream<Case> revised() {
        return cases(GOLDEN.path("revised"));
    }

    static Stream<Case> neverRevised() {
        return cases(GOLDEN.path("never_revised"));
    }

    private static Stream<Case> cases(JsonNode of) {
        return all(of.path("seen")).map(each -> new Case(each.path("as_of").asText(), each.path("rows")));
    }

    @ParameterizedTest
    @MethodSource
    void revised(Case given) throws SQLException {
        JsonNode dataset = GOLDEN.path("revised");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            table(duckdb, "now", dataset.path("columns"), dataset.path("rows"));
            table(duckdb, "before", dataset.path("revision_columns"), dataset.path("revisions"));
            PublishedTable before =
                    new PublishedTable("before", List.of(), names(dataset.path("revision_columns")), List.of());

            assertThat(seen(duckdb, new AsOfSql(beds(dataset), "now", Optional.of(before), List.of(), at(given))))
                    .containsExactlyInAnyOrderElementsOf(rows(given.seen()));
        }
    }

    @ParameterizedTest
    @MethodSource
    void neverRevised(Case given) throws SQLException {
        JsonNode dataset = GOLDEN.path("never_revised");
        List<String> releases = all(dataset.path("releases"))
                .filter(release ->
                        !Instant.parse(release.path("committed_at").asText()).isAfter(at(given)))
                .map(release -> release.path("release").asText())
                .toList();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            table(duckdb, "now", dataset.path("columns"), dataset.path("rows"));

            assertThat(seen(duckdb, new AsOfSql(beds(dataset), "now", Optional.empty(), releases, at(given))))
                    .containsExactlyInAnyOrderElementsOf(rows(given.seen()));
        }
    }

    private static Instant at(Case given) {
        return AsOfTime.end(given.asOf()).orElseThrow();
    }

    private static PublishedTable beds(JsonNode dataset) {
        List<String> keys = all(GOLDEN.path("keys")).map(JsonNode::asText).toList();
        return new PublishedTable("beds", List.of(), names(dataset.path("columns")), keys);
    }

    private static void table(Connection duckdb, String name, JsonNode columns, JsonNode rows) throws SQLException {
        List<String> definitions = all(columns)
                .map(column -> "%s %s"
                        .formatted(
                                column.path(0).asText(), column.path(1).asText().replace("INTEGER", "BIGINT")))
                .toList();
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE \"%s\" (%s)".formatted(name, String.join(", ", definitions)));
            for (JsonNode row : rows) {
                List<String> values = all(row).map(value -> value.isNull() ? "NULL" : "'" + value.asText() + "'")
                        .toList();
                statement.execute("INSERT INTO \"%s\" VALUES (%s)".formatted(name, String.join(", ", values)));
            }
        }
    }

    private static List<List<String>> seen(Connection duckdb, AsOfSql asOf) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(asOf.view());
            try (ResultSet result = statement.executeQuery("SELECT * FROM beds")) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static List<List<String>> rows(JsonNode rows) {
        return all(rows).map(row -> all(row).map(JsonNode::asText).toList()).toList();
    }

    private static List<String> names(JsonNode columns) {
        return all(columns).map(column -> column.path(0).asText()).toList();
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
