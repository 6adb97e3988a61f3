package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.topic.TopicCreation;
import org.datawarp.schemas.topic.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How capture starts, continues, and refuses to skip. */
@Tag("slow")
class CaptureStartIT extends CaptureScenario {

    private static final String INSERT =
            "INSERT INTO data.visits (_key, place, _occurrence) SELECT gen_random_uuid(), 'A', 1"
                    + " FROM generate_series(1, %d)";

    private CaptureException refusal() {
        try (ChangeCapture capture = started()) {
            assertThatThrownBy(() -> capture.awaitReady(Duration.ofSeconds(60))).isInstanceOf(CaptureException.class);
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.FAILED);
        }
        return awaitFailure();
    }

    private void captureOnce() throws Exception {
        stack.createTable("visits", "place text");
        try (ChangeCapture capture = capture()) {
            stack.sql(INSERT.formatted(10));
            awaitEnded(1);
            long end = topics.ended().get(0).endLsn();
            eventually(() -> assertThat(capture.health().lastLsn()).isGreaterThanOrEqualTo(end));
        }
    }

    @Test
    void goesOnWhereItEndedWithWhatWasWrittenMeanwhile() throws Exception {
        captureOnce();
        stack.sql(INSERT.formatted(20));
        captureUntilEnded(2);
        captureUntilEnded(2);

        assertThat(topics.ended()).extracting(one -> one.counts().get("visits")).containsExactly(10L, 20L);
        assertThat(topics.changes("visits")).hasSize(30);
    }

    /** Each statement with which loading alters a table, among rows that are not captured yet. */
    @Test
    @Tag("A8")
    void readsRowsAsTheirTableWasWhenTheyWereWrittenThoughItWasAlteredWhileCaptureWasAway() throws Exception {
        captureOnce();
        stack.sql(INSERT.formatted(1));
        stack.sql("ALTER TABLE data.visits ADD COLUMN patients bigint");
        stack.sql(insertVisit("place, patients", "'B', 2"));
        stack.sql("ALTER TABLE data.visits ALTER COLUMN patients TYPE numeric(12,2)");
        stack.sql(insertVisit("place, patients", "'C', 2.50"));
        stack.sql("ALTER TABLE data.visits ALTER COLUMN patients TYPE text");
        stack.sql(insertVisit("place, patients", "'D', 'about 3'"));
        stack.createTable("later", "place text");
        stack.sql("INSERT INTO data.later (_key, place, _occurrence) VALUES (gen_random_uuid(), 'E', 1)");

        captureUntilEnded(6);
        stack.sql("UPDATE data.visits SET patients = 'none' WHERE place = 'B'");
        captureUntilEnded(7);

        List<CapturedTopics.Message> visits = topics.messages("visits");
        assertThat(visits.subList(10, 15))
                .extracting(message -> message.after("place"))
                .containsExactly("A", "B", "C", "D", "B");
        assertThat(visits.subList(11, 15))
                .extracting(message -> message.after("patients"))
                .containsExactly(2L, new BigDecimal("2.50"), "about 3", "none");
        assertThat(topics.messages("later"))
                .extracting(message -> message.after("place"))
                .containsExactly("E");
    }

    private static String insertVisit(String columns, String values) {
        return "INSERT INTO data.visits (_key, _occurrence, %s) VALUES (gen_random_uuid(), 1, %s)"
                .formatted(columns, values);
    }

    @Test
    void missesNothingThatIsWrittenOnceItIsReadyOnAnEmptyDatabase() throws Exception {
        stack.createTable("visits", "place text");
        try (ChangeCapture capture = capture()) {
            stack.sql(INSERT.formatted(1));
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.RUNNING);
        }
        captureUntilEnded(1);

        assertThat(topics.changes("visits")).hasSize(1);
    }

    @Test
    void publishesTheRowsThatWereThereBeforeAsOneTransactionAndThenGoesOn() throws Exception {
        stack.createTable("visits", "place text, rate numeric(12,4), seen date, at timestamp, patients bigint");
        stack.sql(
                "INSERT INTO data.visits (_key, place, rate, seen, at, patients, _occurrence) SELECT gen_random_uuid(),"
                        + " 'A' || i, i / 8.0, date '1969-12-31', timestamp '1969-12-31 23:59:59.5', NULL, 1"
                        + " FROM generate_series(1, 5000) i",
                "INSERT INTO datawarp.commits (body) VALUES ('{\"run\":\"1\"}'), ('{\"run\":\"2\"}'), ('{\"run\":\"3\"}')");
        stack.createTable("empty", "place text");
        try (ChangeCapture capture = capture()) {
            stack.sql("UPDATE data.visits SET place = 'B' WHERE place = 'A1'");
            awaitEnded(4);
            assertThat(capture.health().problem()).isNull();
        }

        List<TransactionEnded> ended = topics.ended();
        assertThat(ended).hasSize(4);
        assertThat(ended)
                .extracting(TransactionEnded::commit)
                .containsExactly("{\"run\":\"1\"}", "{\"run\":\"2\"}", "{\"run\":\"3\"}", null);
        assertThat(ended)
                .extracting(TransactionEnded::counts)
                .containsExactly(Map.of(), Map.of(), Map.of("visits", 5000L, "empty", 0L), Map.of("visits", 1L));
        assertThat(ended).extracting(TransactionEnded::endLsn).isSorted().doesNotHaveDuplicates();
        assertThat(ended.subList(0, 3))
                .extracting(TransactionEnded::transaction)
                .allMatch(id -> id < 0);

        List<CapturedTopics.Message> messages = topics.messages("visits");
        assertThat(messages).hasSize(5001);
        assertThat(messages.subList(0, 5000))
                .extracting(message -> message.change().operation())
                .containsOnly(Operation.INSERT);
        CapturedTopics.Message update = messages.get(5000);
        CapturedTopics.Message insert = messages.stream()
                .filter(message -> message.key().equals(update.key()))
                .findFirst()
                .orElseThrow();
        assertThat(insert.change().after()).isEqualTo(update.change().before());
        assertThat(insert.codec().schema()).isEqualTo(update.codec().schema());
    }

    @Test
    @Tag("A10")
    void beginsAnewWhenABeginningWasCutShort() throws Exception {
        stack.createTable("visits", "place text");
        stack.sql(INSERT.formatted(3));
        TopicCreation.createIfAbsent(stack.client(), Topics.captureOffsets());
        try (StoredPosition position = StoredPosition.open(stack.client(), CaptureSettings.DEFAULT_SLOT)) {
            position.begin();
        }
        stack.sql("SELECT pg_create_logical_replication_slot('datawarp', 'pgoutput')");
        captureUntilEnded(1);

        assertThat(topics.changes("visits"))
                .hasSize(3)
                .extracting(RowChange::order)
                .containsExactly(1L, 2L, 3L);
    }

    /** After a loss: all rows that the database holds again, and then later changes. */
    private void assertBeginsAnewWith(long rows) throws Exception {
        try (ChangeCapture capture = capture()) {
            stack.sql(INSERT.formatted(1));
            awaitEnded(3);
            assertThat(capture.health().problem()).isNull();
        }

        List<TransactionEnded> ended = topics.ended();
        assertThat(ended).extracting(one -> one.counts().get("visits")).containsExactly(10L, rows, 1L);
        assertThat(ended).extracting(TransactionEnded::endLsn).isSorted().doesNotHaveDuplicates();
        assertThat(ended).extracting(one -> one.transaction() < 0).containsExactly(false, true, false);
    }

    @Test
    @Tag("A3")
    void beginsAnewWhenTheSlotIsAheadOfTheStoredPosition() throws Exception {
        captureOnce();
        stack.sql(INSERT.formatted(100), "SELECT pg_replication_slot_advance('datawarp', pg_current_wal_lsn())");

        assertBeginsAnewWith(110);
    }

    @Test
    @Tag("A3")
    void refusesADatabaseWhoseLogEndsBeforeTheStoredPosition() throws Exception {
        captureOnce();
        try (StoredPosition position = StoredPosition.open(stack.client(), CaptureSettings.DEFAULT_SLOT)) {
            position.began(0x7F_0000_0000L);
        }

        CaptureException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(FailureKind.GAP);
        assertThat(refusal)
                .hasMessageContaining("the stored position 7F/0 is ahead of the database's log")
                .hasMessageContaining("Restore a newer copy")
                .hasMessageContaining("./datawarp recapture");
        ChangeCapture.forgetPosition(stack.settings());
        assertBeginsAnewWith(10);
    }

    @Test
    @Tag("A4")
    void beginsAnewWhenTheSlotIsMissing() throws Exception {
        captureOnce();
        stack.sql(INSERT.formatted(20), "SELECT pg_drop_replication_slot('datawarp')");

        assertBeginsAnewWith(30);
    }

    @Test
    @Tag("A4")
    void beginsAnewWhenTheSlotsLogIsGone() throws Exception {
        captureOnce();
        try {
            stack.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
            for (int i = 0; i < 4; i++) {
                stack.sql("SELECT pg_switch_wal()", INSERT.formatted(1), "CHECKPOINT");
            }
            eventually(() -> assertThat(stack.text("SELECT wal_status FROM pg_replication_slots"))
                    .isEqualTo("lost"));

            assertBeginsAnewWith(14);
        } finally {
            stack.sql("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        }
    }

    @Test
    @Tag("A3")
    void beginsAnewWhenTheStoredPositionIsLost() throws Exception {
        captureOnce();
        try (Admin admin = Admin.create(stack.client())) {
            String offsets = Topics.captureOffsets().name();
            admin.deleteTopics(List.of(offsets)).all().get();
            eventually(() -> assertThat(admin.listTopics().names().get()).doesNotContain(offsets));
        }

        assertBeginsAnewWith(10);
    }

    @Test
    @Tag("A4")
    void beginsAnewWhenThePublicationWasMadeAgain() throws Exception {
        captureOnce();
        stack.sql(
                "DROP PUBLICATION datawarp",
                INSERT.formatted(100),
                "CREATE PUBLICATION datawarp FOR TABLES IN SCHEMA data, TABLE datawarp.commits, datawarp.heartbeat",
                "DO $$ BEGIN EXECUTE format('COMMENT ON PUBLICATION datawarp IS %L',"
                        + " 'made again at ' || pg_current_wal_insert_lsn()); END $$");

        assertBeginsAnewWith(110);
    }

    @Test
    void refusesADatabaseThatIsBeingMadeAnew() throws Exception {
        stack.sql("CREATE TABLE datawarp.rebuild (id int)", "INSERT INTO datawarp.rebuild VALUES (1)");
        try {
            assertThat(refusal()).hasMessageContaining("./datawarp rebuild --from raw");
        } finally {
            stack.sql("DROP TABLE datawarp.rebuild");
        }
    }

    @Test
    void saysThatTheLoaderHasToPrepareTheDatabaseFirst() throws Exception {
        stack.sql("DROP PUBLICATION datawarp");

        CaptureException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(FailureKind.NOT_PREPARED);
        assertThat(refusal)
                .hasMessageContaining("the publication \"datawarp\" lacks [the publication itself] after 2 s")
                .hasMessageContaining("CREATE PUBLICATION datawarp FOR TABLES");
    }

    @Test
    void refusesAPublicationThatLeavesSomethingOut() throws Exception {
        stack.sql(
                "ALTER PUBLICATION datawarp DROP TABLES IN SCHEMA data",
                "ALTER PUBLICATION datawarp SET (publish = 'insert')");

        assertThat(refusal()).hasMessageContaining("lacks [inserts, updates and deletes, tables in schema data] after");
    }

    @Test
    void waitsForThePublication() throws Exception {
        stack.sql("DROP PUBLICATION datawarp");
        try (ChangeCapture capture = started()) {
            stack.sql(
                    "CREATE PUBLICATION datawarp FOR TABLES IN SCHEMA data, TABLE datawarp.commits, datawarp.heartbeat");
            capture.awaitReady(Duration.ofSeconds(60));
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.RUNNING);
        }
    }
}
