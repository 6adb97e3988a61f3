package org.datawarp.ask.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.datawarp.ask.query.DuckDbDialect;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code describe_dataset} says of levels, when the published Parquet is asked and when PostgreSQL is. */
class LevelSearchIT {

    private enum Asked {
        PARQUET,
        POSTGRES
    }

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static QueryProcesses processes;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = EmbeddedDatabase.start(
                Files.createDirectories(folder.resolve("postgres")), 0, Path.of("target", "pgbin"));
        inDatabase("CREATE SCHEMA data");
        processes = new QueryProcesses();
        processes.startAhead();
    }

    @AfterAll
    static void stop() throws IOException {
        processes.close();
        database.close();
    }

    private static void inDatabase(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ParquetSource parquet() {
        return new ParquetSource(folder::resolve, processes);
    }

    private static DataSource postgres(EmbeddedDatabase server) {
        return new PostgresSource(parquet(), server.settings(), processes);
    }

    /** Holds the rows of one month, and one row of the month before that is a whole. */
    private static DataSource holding(Asked asked, CatalogDataset dataset, String columns, List<String> values)
            throws IOException, SQLException {
        String months = "DATE '2025-03-01' AS period_start, DATE '2025-03-31' AS period_end, 'month' AS period_kind";
        String rows = "SELECT %s, * FROM (VALUES %s) AS t(%s) UNION ALL SELECT %s, * FROM (VALUES %s) AS t(%s)"
                .formatted(
                        months,
                        String.join(", ", values),
                        columns,
                        months.replace("2025-03-01", "2025-02-01").replace("2025-03-31", "2025-02-28"),
                        values.get(0).replaceAll("'[^']*'", "'Grand total'"),
                        columns);
        if (asked == Asked.POSTGRES) {
            inDatabase("DROP TABLE IF EXISTS data.waits; CREATE TABLE data.waits AS " + rows);
            return postgres(database);
        }
        Path part = folder.resolve(dataset.parts().get(0).key());
        Files.createDirectories(part.getParent());
        try (Connection duckdb = DuckDbDialect.open();
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(rows, part));
        }
        return parquet();
    }

    private static DescribedRows months() {
        return new DescribedRows()
                .period("month", "2025-02-01", "2025-02-28")
                .period("month", "2025-03-01", "2025-03-31");
    }

    private static String described(Asked asked, CatalogDataset dataset, String columns, String... values)
            throws IOException, SQLException {
        DataSource source = holding(asked, dataset, columns, List.of(values));
        Catalog catalog = DescribedRows.catalog(dataset);
        return new Description(catalog, dataset).whole(new LevelSearch(source, catalog, dataset).find());
    }

    private static String fenced(String text) {
        return text.replaceAll("(?s)^<untrusted-data-([0-9a-f-]+)>\n(.*)\n</untrusted-data-\\1>\n.*$", "$2");
    }

    private static String outside(String text) {
        return text.substring(text.lastIndexOf("\n</untrusted-data-"));
    }

    @ParameterizedTest
    @EnumSource
    void findsAWholeByItsName(Asked asked) throws IOException, SQLException {
        CatalogDataset dataset = months().key("area_code")
                .name("area_name")
                .key("sex")
                .figure("people", "persons")
                .dataset();
        String text = described(
                asked,
                dataset,
                "area_code, area_name, sex, people",
                "('E92', 'ENGLAND', 'All sexes', 7)",
                "('E54', 'Leeds', 'Male', 2)",
                "('E55', 'Total hip clinic', 'Female', 3)");

        assertThat(fenced(text).lines())
                .contains("whole: rows where area_code is \"E92\" (ENGLAND)", "whole: rows where sex is \"All sexes\"")
                .noneMatch(line -> line.startsWith("whole: ") && line.contains("E55"))
                .noneMatch(line -> line.contains("Grand total"));
        assertThat(outside(text))
                .contains("Mind: rows of a whole are beside rows of its parts in area_code, sex (\"whole\" above)");
    }

    @ParameterizedTest
    @EnumSource
    void findsAWholeWhereTheKeyIsBlankOrTheSumOfAllOthers(Asked asked) throws IOException, SQLException {
        CatalogDataset dataset = months().key("org_code")
                .name("org_name")
                .key("kind")
                .figure("people", "persons")
                .dataset();
        String text = described(
                asked,
                dataset,
                "org_code, org_name, kind, people",
                "('R1', 'One', 'X9', 120)",
                "('R2', 'Two', 'A', 70)",
                "(NULL, 'LONDON', 'B', 50)");

        assertThat(fenced(text).lines())
                .contains("whole: rows where org_code is blank (such as LONDON)", "whole: rows where kind is \"X9\"");
    }

    @ParameterizedTest
    @EnumSource
    void findsFiguresThatAreBlankForAKindAndThatNoRowHas(Asked asked) throws IOException, SQLException {
        CatalogDataset dataset = months().key("part")
                .figure("people", "persons")
                .figure("total", "persons")
                .figure("never", "persons")
                .dataset();
        String text = described(
                asked,
                dataset,
                "part, people, total, never",
                "('1A', 2, 5, CAST(NULL AS BIGINT))",
                "('1A', 3, 6, NULL)",
                "('2B', 3, NULL, NULL)",
                "('2B', 4, NULL, NULL)",
                "('2C', 4, NULL, NULL)",
                "('2C', 9, NULL, NULL)");

        assertThat(fenced(text).lines())
                .contains("blank: total in rows where part is 2B, 2C", "blank: never in all rows of the latest period");
        assertThat(outside(text)).contains("Mind: total, never: blank in all rows of some kind (\"blank\" above)");
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfADatasetWithoutLevels(Asked asked) throws IOException, SQLException {
        CatalogDataset dataset = months().described("Regions and the national total of England, at all levels.")
                .key("area_code")
                .figure("people", "persons")
                .dataset();
        String text = described(asked, dataset, "area_code, people", "('E54', 2)", "('E55', 3)");

        assertThat(fenced(text)).doesNotContain("whole: ", "blank: ");
        assertThat(outside(text)).doesNotContain("Mind: ");
    }

    @ParameterizedTest
    @EnumSource
    void describesAllElseWhenTheDataCannotBeAsked(Asked asked) throws IOException, SQLException {
        CatalogDataset dataset =
                months().key("no_such_column").figure("people", "persons").dataset();
        String text = described(asked, dataset, "area_code, people", "('E54', 2)", "('E55', 3)");

        assertThat(fenced(text)).contains("no_such_column\tTEXT\tkey");
        assertThat(outside(text)).contains("Mind: " + Levels.UNSEEN);
    }
}
