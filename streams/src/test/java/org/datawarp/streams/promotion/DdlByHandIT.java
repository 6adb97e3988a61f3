package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.loader.TestLoader;
import org.datawarp.streams.loader.TestManifests;
import org.datawarp.streams.loader.TestRelease;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may change about a dataset's table: nothing that readers of what is published would not see. */
@Tag("A8")
class DdlByHandIT {

    private static final String TABLE = """
            SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
            FROM pg_attribute WHERE attrelid = 'data.waits'::regclass AND attnum > 0 AND NOT attisdropped
            """;

    private static TestLoader loader;

    @BeforeAll
    static void load() throws SQLException {
        loader = TestLoader.onNewDatabase();
        loader.load(release("1", 10L));
    }

    @AfterAll
    static void close() {
        loader.close();
    }

    private static TestRelease release(String run, long patients) {
        return new TestRelease(TestManifests.waits(), run, Period.month(YearMonth.of(2025, 3)))
                .row(Period.month(YearMonth.of(2025, 3)), "RAL", "Royal Free", patients, 12.5, new BigDecimal("1.50"));
    }

    /** As the owner of everything, who is a superuser. */
    private static void byHand(String... statements) throws SQLException {
        DatabaseSettings database = loader.database();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE data.waits ADD COLUMN region text",
                "ALTER TABLE data.waits ADD COLUMN region text DEFAULT 'North'",
                "ALTER TABLE data.waits ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE data.waits ADD COLUMN twice bigint GENERATED ALWAYS AS (patients * 2) STORED",
                "ALTER TABLE data.waits DROP COLUMN patients",
                "ALTER TABLE data.waits DROP COLUMN patients, ADD COLUMN patients bigint",
                "ALTER TABLE data.waits RENAME COLUMN patients TO people",
                "ALTER TABLE data.waits RENAME TO waiting",
                "ALTER TABLE data.waits ALTER COLUMN patients TYPE numeric(19,0)",
                "ALTER TABLE data.waits ALTER COLUMN patients TYPE integer",
                "ALTER TABLE data.waits ALTER COLUMN patients TYPE bigint USING patients + 1",
                "ALTER TABLE data.waits SET SCHEMA public",
                "ALTER TABLE data.waits SET UNLOGGED",
                "ALTER TABLE data.waits DROP CONSTRAINT waits_pkey",
                "DROP TABLE data.waits",
                "DROP SCHEMA data CASCADE",
            })
    void refusesWhatReadersWouldNotSee(String sql) throws SQLException {
        String before = loader.query(TABLE).get(0);

        assertThatThrownBy(() -> byHand(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("0A000"))
                .hasMessageContaining("data.waits by hand")
                .hasMessageContaining("./datawarp manifests apply");

        assertThat(loader.query(TABLE)).containsExactly(before);
        assertThat(loader.rows("waits", "patients")).hasSize(1);
    }

    @Tag("A7")
    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT", "NOTHING", "USING INDEX waits_pkey"})
    void refusesToLogLessThanWholeRows(String identity) {
        assertThatThrownBy(() -> byHand("ALTER TABLE data.waits REPLICA IDENTITY " + identity))
                .hasMessageContaining("Cannot ALTER TABLE data.waits by hand");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX by_provider ON data.waits (provider)",
                "COMMENT ON COLUMN data.waits.patients IS 'Those who wait'",
                "ALTER TABLE data.waits ALTER COLUMN patients SET STATISTICS 500",
                "ALTER TABLE data.waits ADD CONSTRAINT none_below_zero CHECK (patients >= 0)",
                "ALTER TABLE data.waits OWNER TO CURRENT_USER",
                "VACUUM FULL data.waits",
                "CREATE TABLE data.notes (n int); ALTER TABLE data.notes ADD COLUMN m int; DROP TABLE data.notes",
                "CREATE TABLE public.mine (n int); ALTER TABLE public.mine ADD COLUMN m int; DROP TABLE public.mine",
            })
    void allowsWhatLeavesRowsAsTheyAre(String sql) {
        assertThatCode(() -> byHand(sql)).doesNotThrowAnyException();
    }

    @Test
    void holdsForWhoeverMayAlterTables() throws SQLException {
        byHand(
                "CREATE ROLE waits_writer",
                "GRANT USAGE, CREATE ON SCHEMA data TO waits_writer",
                "GRANT waits_writer TO CURRENT_USER",
                "ALTER TABLE data.waits OWNER TO waits_writer");
        try {
            assertThatThrownBy(() -> byHand("SET ROLE waits_writer", "ALTER TABLE data.waits DROP COLUMN patients"))
                    .hasMessageContaining("Cannot ALTER TABLE data.waits by hand");
        } finally {
            byHand(
                    "ALTER TABLE data.waits OWNER TO CURRENT_USER",
                    "DROP OWNED BY waits_writer",
                    "DROP ROLE waits_writer");
        }
    }
}
