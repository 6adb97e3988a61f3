package org.datawarp.operate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.TestDatabase;
import org.junit.jupiter.api.Test;

class KeptRowsIT {

    private static final String EVENT = "{\"id\": \"1\",\n \"data\": {\"rows\": 1.50, \"words\": \"a\\nb\"}}";

    private static void fill(DatabaseSettings database) throws SQLException {
        try (DatabaseSession session = DatabaseSession.open(database)) {
            session.update(
                    "INSERT INTO datawarp.events (source, id, type, at, body) VALUES ('s', '0', 't', '2025-01-01Z', '{}')");
            session.update("DELETE FROM datawarp.events");
            session.update(
                    "INSERT INTO datawarp.events (source, id, type, at, publication, body) VALUES ('s', '1', 't', '2025-01-02T03:04:05.123456Z', 'beds', ?::json)",
                    EVENT);
            session.update(
                    "INSERT INTO datawarp.watches VALUES ('beds', 'me', now() + interval '1 hour', 7, 'v', '2025-01-01Z', '2025-01-02Z', ?)",
                    (Object) new byte[] {0, -1, 10, 92});
            session.update(
                    "INSERT INTO datawarp.sightings VALUES ('beds', '2025-01', '2025-01-01', '2025-01-31', 'month', '2025-02-13Z', NULL)");
            session.update("INSERT INTO datawarp.notices VALUES ('beds', '2025-02', 'late', '2025-03-20Z')");
            session.update(
                    "INSERT INTO datawarp.alerts VALUES ('ReleaseLate', '{beds,\"2025, 02\"}', '2025-03-20Z', NULL, '2025-03-21Z', NULL, 'It is late.')");
            session.update(
                    "INSERT INTO datawarp.alerts_told VALUES ('ReleaseLate', '{beds,\"2025, 02\"}', 'slack', true, '2025-03-21Z')");
            session.commit();
        }
    }

    private static String written(DatabaseSettings database) throws IOException {
        StringWriter out = new StringWriter();
        KeptRows.write(database, out);
        return out.toString();
    }

    private static Map<String, Long> restore(DatabaseSettings database, int version, String rows) throws Exception {
        return KeptRows.restore(database, version, new BufferedReader(new StringReader(rows)));
    }

    @Test
    void comeBackValueByValueIntoAnEmptyDatabase() throws Exception {
        DatabaseSettings database = TestDatabase.create();
        fill(database);
        String before = written(database);
        DatabaseSettings other = TestDatabase.createEmpty();

        assertThat(restore(other, DatabaseMigrations.NEWEST, before))
                .isEqualTo(Map.of(
                        "events", 1L, "watches", 1L, "sightings", 1L, "notices", 1L, "alerts", 1L, "alerts_told", 1L));

        assertThat(written(other).replaceAll("\"holder\":[^,]+,\"held_until\":[^,]+,", ""))
                .isEqualTo(before.replaceAll("\"holder\":[^,]+,\"held_until\":[^,]+,", ""));
        try (DatabaseSession session = DatabaseSession.open(other)) {
            assertThat(session.finds("SELECT 1 FROM datawarp.watches WHERE held_until IS NOT NULL"))
                    .as("nobody holds a publication of before")
                    .isFalse();
            assertThat(session.query(
                            "INSERT INTO datawarp.events (source, id, type, at, body) VALUES ('s', '2', 't', now(), '{}') RETURNING place",
                            row -> row.getLong(1)))
                    .as("the order goes on")
                    .containsExactly(3L);
        }
    }

    @Test
    void leaveATableAloneThatHoldsSomething() throws Exception {
        DatabaseSettings database = TestDatabase.create();
        fill(database);
        String older = written(database).replace("It is late.", "It was late.");

        assertThat(restore(database, DatabaseMigrations.NEWEST, older)).isEmpty();

        assertThat(written(database)).contains("It is late.");
    }

    @Test
    void ofAnOlderVersionAreMigratedLikeThoseOfADatabase() throws Exception {
        DatabaseSettings old = TestDatabase.createEmpty();
        DatabaseMigrations.migrateTo(old, 16);
        try (DatabaseSession session = DatabaseSession.open(old)) {
            session.update(
                    "INSERT INTO datawarp.events (source, id, type, at, body) VALUES ('s', '1', 't', '2025-01-01Z', '{}')");
            session.commit();
        }
        StringWriter rows = new StringWriter();
        KeptRows.Moment moment = KeptRows.write(old, rows);
        assertThat(moment.version()).isEqualTo(16);
        assertThat(moment.rows()).isEqualTo(Map.of("events", 1L));
        DatabaseSettings now = TestDatabase.createEmpty();

        assertThat(restore(now, moment.version(), rows.toString())).isEqualTo(Map.of("events", 1L));

        StringWriter again = new StringWriter();
        assertThat(KeptRows.write(now, again).version()).isEqualTo(DatabaseMigrations.NEWEST);
        assertThat(again.toString()).isEqualTo(rows.toString());
    }

    @Test
    void areReadAtOneMomentWithWhatWasDecided() throws Exception {
        DatabaseSettings database = TestDatabase.create();
        try (DatabaseSession session = DatabaseSession.open(database)) {
            session.update(
                    "INSERT INTO datawarp.commits (run, publication, release, body, promoted_at) VALUES ('b', 'p', 'r', '{\"b\"}', now()), ('a', 'p', 'r', '{\"a\"}', now())");
            session.commit();
        }

        assertThat(KeptRows.write(database, new StringWriter()).commits()).isEqualTo(List.of("{\"b\"}", "{\"a\"}"));
    }

    @Test
    void readWhatAnEarlierProgramDecided() throws Exception {
        DatabaseSettings database = TestDatabase.writtenAtVersion12();
        DatabaseMigrations.migrate(database);

        assertThat(KeptRows.write(database, new StringWriter()).commits())
                .extracting(body -> CommitJson.read(body).get(0).release().value())
                .containsExactly("2024-04", "2024-05");
    }

    @Test
    void sayThatADatabaseHoldsNothing() throws Exception {
        DatabaseSettings empty = TestDatabase.createEmpty();

        assertThatThrownBy(() -> KeptRows.write(empty, new StringWriter()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rebuild --from raw");
    }
}
