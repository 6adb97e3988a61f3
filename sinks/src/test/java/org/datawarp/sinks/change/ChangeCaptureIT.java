package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of the database's changes are in the topics. */
class ChangeCaptureIT extends CaptureScenario {

    private static final String KEY = "00112233-4455-6677-8899-aabbccddeeff";

    private static String insert(String dataset, String columns, String values) {
        return "INSERT INTO data.%s (_key, _occurrence, %s) VALUES (gen_random_uuid(), 1, %s)"
                .formatted(dataset, columns, values);
    }

    @Test
    void publishesATransactionsChangesBetweenItsBeginningAndItsEnd() throws Exception {
        stack.createTable("visits", "place text, patients bigint");
        try (ChangeCapture capture = capture()) {
            stack.transaction(
                    insert("visits", "place, patients", "'A', 1"),
                    "UPDATE data.visits SET patients = 2",
                    "DELETE FROM data.visits",
                    "INSERT INTO datawarp.commits (run, body) VALUES ('r', '{\"run\":\"r\",\"release\":\"2025-01\"}')");
            awaitEnded(1);
            eventually(() -> assertThat(capture.health().changes()).isEqualTo(3));
            eventually(() -> assertThat(events).hasSize(1));
        }

        List<RowChange> changes = topics.changes("visits");
        TransactionEnded ended = topics.ended().get(0);
        List<TransactionMessage> transactions = topics.transactions();
        assertThat(transactions).containsExactly(new TransactionBegan(ended.transaction()), ended);
        assertThat(ended.counts()).isEqualTo(Map.of("visits", 3L));
        assertThat(ended.commit()).isEqualTo("{\"run\":\"r\",\"release\":\"2025-01\"}");
        assertThat(changes)
                .extracting(RowChange::operation)
                .containsExactly(Operation.INSERT, Operation.UPDATE, Operation.DELETE);
        assertThat(changes).extracting(RowChange::order).containsExactly(1L, 2L, 3L);
        assertThat(changes).extracting(RowChange::transaction).containsOnly(ended.transaction());
        assertThat(changes.get(1).before()).isEqualTo(changes.get(0).after());
        assertThat(changes.get(2).before()).isEqualTo(changes.get(1).after());
        assertThat(changes.get(2).after()).isNull();
        Event event = events.get(0);
        assertThat(event.type()).isEqualTo(EventType.TRANSACTION_CAPTURED);
        assertThat(event.release()).isEqualTo("2025-01");
        assertThat(event.facts()).containsEntry(Fact.CHANGES, "3");
        assertThat(failure).hasNullValue();
    }

    @Test
    void hasDebeziumWriteNoTextOfEachEvent() throws Exception {
        stack.createTable("untold", "place text");
        ObjectName figures =
                new ObjectName("debezium.postgres:type=connector-metrics,context=streaming,server=datawarp");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try (ChangeCapture capture = capture()) {
            stack.transaction(insert("untold", "place", "'A'"));
            awaitEnded(1);
            stack.transaction(insert("untold", "place", "'B'"));
            awaitEnded(2);

            assertThat(server.getAttribute(figures, "TotalNumberOfCreateEventsSeen"))
                    .isEqualTo(2L);
            assertThat(server.getAttribute(figures, "LastEvent")).isEqualTo("");
        }
    }

    @Test
    void carriesEveryTypeExactly() throws Exception {
        stack.createTable(
                "types",
                "t text, i bigint, n double precision, d numeric(38,10), small numeric(5,0), b boolean, day date,"
                        + " at timestamp");
        try (ChangeCapture capture = capture()) {
            stack.sql(
                    "INSERT INTO data.types (_key, _occurrence) VALUES ('" + KEY + "', 7)",
                    "UPDATE data.types SET t = E'Leeds \\u2014 \"A\"\\n', i = -9223372036854775808, n = 1e-300,"
                            + " d = -9999999999999999999999999999.0123456789, small = 100, b = true,"
                            + " day = '1600-02-29', at = '1969-12-31 23:59:59.999999'",
                    "UPDATE data.types SET t = '', n = 'NaN', d = 0, b = false, day = '9999-12-31',"
                            + " at = '2026-01-01 00:00:00.000001'");
            awaitEnded(3);
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.RUNNING);
        }

        List<CapturedTopics.Message> messages = topics.messages("types");
        CapturedTopics.Message empty = messages.get(0);
        CapturedTopics.Message full = messages.get(1);
        CapturedTopics.Message last = messages.get(2);
        assertThat(empty.codec().columns())
                .extracting(ChangeColumn::name)
                .containsExactly(
                        "period_start",
                        "period_end",
                        "period_kind",
                        "t",
                        "i",
                        "n",
                        "d",
                        "small",
                        "b",
                        "day",
                        "at",
                        "_release",
                        "_file",
                        "_sheet",
                        "_row",
                        "_occurrence");
        assertThat(empty.change().after())
                .containsExactly(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 7L);
        assertThat(full.row().subList(3, 11))
                .containsExactly(
                        "Leeds — \"A\"\n",
                        Long.MIN_VALUE,
                        1e-300,
                        new BigDecimal("-9999999999999999999999999999.0123456789"),
                        new BigDecimal("100"),
                        true,
                        LocalDate.of(1600, 2, 29),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(last.row().subList(3, 11))
                .containsExactly(
                        "",
                        Long.MIN_VALUE,
                        Double.NaN,
                        new BigDecimal("0E-10"),
                        new BigDecimal("100"),
                        false,
                        LocalDate.of(9999, 12, 31),
                        LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1_000));
        assertThat(full.change().before()).isEqualTo(empty.change().after());
        assertThat(full.key().getLong(0)).isEqualTo(UUID.fromString(KEY).getMostSignificantBits());
        assertThat(full.key().getLong(8)).isEqualTo(UUID.fromString(KEY).getLeastSignificantBits());
        assertThat(full.key().getInt(16)).isEqualTo(7);
    }

    @Test
    @Tag("A8")
    void capturesATableThatIsCreatedAndColumnsThatAreAddedMeanwhile() throws Exception {
        try (ChangeCapture capture = capture()) {
            stack.createTable("late", "place text");
            stack.sql(insert("late", "place", "'A'"));
            stack.sql("ALTER TABLE data.late ADD COLUMN patients bigint DEFAULT 5");
            stack.sql(insert("late", "place, patients", "'B', NULL"), insert("late", "place", "'C'"));
            stack.sql("ALTER TABLE data.late ALTER COLUMN patients TYPE numeric(12,2)");
            stack.sql(insert("late", "place, patients", "'D', 1.25"));
            awaitEnded(4);
            assertThat(capture.health().problem()).isNull();
        }

        List<CapturedTopics.Message> messages = topics.messages("late");
        assertThat(messages).extracting(message -> message.after("place")).containsExactly("A", "B", "C", "D");
        assertThat(messages.subList(1, 4))
                .extracting(message -> message.after("patients"))
                .containsExactly(null, 5L, new BigDecimal("1.25"));
    }

    @Test
    @Tag("A6")
    void carriesLongTextThatAnUpdateLeftAsItWas() throws Exception {
        stack.createTable("texts", "notes text, patients bigint");
        try (ChangeCapture capture = capture()) {
            stack.sql(
                    insert(
                            "texts",
                            "notes, patients",
                            "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 1000) i), 1"),
                    "UPDATE data.texts SET patients = 2");
            awaitEnded(2);
            assertThat(capture.health().problem()).isNull();
        }

        List<CapturedTopics.Message> messages = topics.messages("texts");
        assertThat((String) messages.get(0).after("notes")).hasSize(32_000);
        assertThat(messages.get(1).after("notes")).isEqualTo(messages.get(0).after("notes"));
        assertThat(messages.get(1).before("notes")).isEqualTo(messages.get(0).after("notes"));
    }

    @Test
    void endsTransactionsInTheOrderOfTheirCommitsWithGrowingPositions() throws Exception {
        stack.createTable("visits", "place text");
        try (ChangeCapture capture = capture();
                Connection first = stack.connect();
                Connection second = stack.connect();
                Statement early = first.createStatement();
                Statement late = second.createStatement()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            early.execute(insert("visits", "place", "'began first'"));
            late.execute(insert("visits", "place", "'began second'"));
            early.execute(insert("visits", "place", "'began first'"));
            second.commit();
            first.commit();
            stack.sql(insert("visits", "place", "'third'"));
            awaitEnded(3);
            assertThat(capture.health().lastLsn()).isPositive();
        }

        assertThat(topics.messages("visits"))
                .extracting(message -> message.after("place"))
                .containsExactly("began second", "began first", "began first", "third");
        List<TransactionEnded> ended = topics.ended();
        assertThat(ended).extracting(TransactionEnded::endLsn).isSorted().doesNotHaveDuplicates();
        assertThat(ended).extracting(TransactionEnded::committedAt).isSorted();
        assertThat(ended).extracting(one -> one.counts().get("visits")).containsExactly(1L, 2L, 1L);
    }

    @Test
    @Tag("A7")
    void splitsAnUpdateThatChangesARowsIdentity() throws Exception {
        stack.createTable("visits", "place text");
        try (ChangeCapture capture = capture()) {
            stack.sql(insert("visits", "place", "'A'"), "UPDATE data.visits SET _key = '" + KEY + "'");
            awaitEnded(2);
            assertThat(capture.health().problem()).isNull();
        }

        List<CapturedTopics.Message> messages = topics.messages("visits");
        assertThat(messages)
                .extracting(message -> message.change().operation())
                .containsExactly(Operation.INSERT, Operation.DELETE, Operation.INSERT);
        assertThat(messages.get(1).key()).isEqualTo(messages.get(0).key());
        assertThat(messages.get(2).key()).isNotEqualTo(messages.get(0).key());
        assertThat(messages).extracting(message -> message.change().order()).containsExactly(1L, 1L, 2L);
    }

    @Test
    void publishesNothingOfHeartbeatsNorOfTablesThatAreNoDatasets() throws Exception {
        stack.sql("CREATE TABLE data.scratch (id int PRIMARY KEY)", "ALTER TABLE data.scratch REPLICA IDENTITY FULL");
        try (ChangeCapture capture = capture()) {
            long before = capture.health().lastLsn();
            stack.sql("INSERT INTO data.scratch VALUES (1)");
            eventually(() -> assertThat(capture.health().lastLsn()).isGreaterThan(before));
            stack.createTable("visits", "place text");
            stack.sql(insert("visits", "place", "'A'"));
            awaitEnded(1);
        }

        assertThat(topics.transactions()).hasSize(2);
        assertThat(topics.changes("scratch")).isEmpty();
        assertThat(topics.changes("visits")).hasSize(1);
    }

    @Test
    @Tag("A5")
    void movesTheSlotWhileOnlyOtherTablesAreWritten() throws Exception {
        stack.sql("CREATE TABLE public_noise (t text)");
        try (ChangeCapture capture = capture()) {
            stack.sql("INSERT INTO public_noise SELECT repeat('x', 1000) FROM generate_series(1, 20000)");
            long written = stack.number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");

            eventually(() -> assertThat(confirmed()).isGreaterThanOrEqualTo(written));
            eventually(() -> assertThat(unread()).isBetween(0L, 1_000_000L));
        } finally {
            stack.sql("DROP TABLE public_noise");
        }
        assertThat(topics.transactions()).isEmpty();
    }

    private long unread() throws Exception {
        return stack.number(
                "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint FROM pg_replication_slots");
    }

    private long confirmed() throws Exception {
        return stack.number("SELECT pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::bigint FROM pg_replication_slots");
    }

    @Test
    @Tag("A9")
    void refusesTruncation() throws Exception {
        stack.createTable("visits", "place text");
        try (ChangeCapture capture = capture()) {
            stack.sql(insert("visits", "place", "'A'"), "TRUNCATE data.visits");
            awaitFailure();
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.FAILED);
        }

        assertThat(awaitFailure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(awaitFailure()).hasStackTraceContaining("data.visits").hasStackTraceContaining("TRUNCATE");
    }

    @Test
    @Tag("A7")
    void refusesATableWhoseChangesLackTheRowBefore() throws Exception {
        stack.createTable("visits", "place text");
        stack.sql("ALTER TABLE data.visits REPLICA IDENTITY DEFAULT");
        try (ChangeCapture capture = capture()) {
            stack.sql(insert("visits", "place", "'A'"));
            awaitFailure();
            assertThat(capture.health().state()).isEqualTo(CaptureHealth.State.FAILED);
        }

        assertThat(awaitFailure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(awaitFailure()).hasStackTraceContaining("REPLICA IDENTITY FULL");
    }
}
