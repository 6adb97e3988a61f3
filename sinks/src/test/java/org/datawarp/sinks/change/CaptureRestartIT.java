package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionEnded;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Nothing is lost when any process is killed. */
@Tag("slow")
class CaptureRestartIT extends CaptureScenario {

    private static final int TRANSACTIONS = 4;
    private static final int ROWS = 30_000;
    private static final String INSERT = "INSERT INTO data.visits (_key, place, patients, _occurrence)"
            + " SELECT gen_random_uuid(), 'place ' || i, %d, 1 FROM generate_series(1, %d) i";

    @TempDir
    Path directory;

    private record Change(long endLsn, long order) {}

    /** As the sink reads: a transaction counts once, by its end, and a change once, by its order. */
    private void assertEachRowOnce(int transactions, int rows) {
        List<TransactionEnded> ended = new ArrayList<>();
        Set<Long> ends = new HashSet<>();
        long last = 0;
        for (TransactionEnded one : topics.ended()) {
            if (ends.add(one.endLsn())) {
                assertThat(one.endLsn()).isGreaterThan(last);
                last = one.endLsn();
                ended.add(one);
            }
        }
        assertThat(ended).hasSize(transactions);
        List<RowChange> changes = topics.changes("visits");
        for (TransactionEnded one : ended) {
            Set<Change> distinct = new HashSet<>();
            Set<Object> contents = new HashSet<>();
            for (RowChange change : changes) {
                if (change.transaction() == one.transaction()) {
                    distinct.add(new Change(one.endLsn(), change.order()));
                    contents.add(change.order() + " " + change.after());
                }
            }
            assertThat(distinct).hasSize(rows).hasSameSizeAs(contents);
            assertThat(one.counts()).containsEntry("visits", (long) rows);
        }
    }

    private void load(String method) throws Exception {
        for (int i = 0; i < TRANSACTIONS; i++) {
            if (method.equals("COPY")) {
                copy(i);
            } else {
                stack.sql(INSERT.formatted(i, ROWS));
            }
        }
    }

    /** Rows that are copied share positions in the log, and Debezium's own way to continue loses them. */
    private void copy(int load) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("00000000-0000-%04x-0000-%012x\tplace %d\t%d\t1\n".formatted(load, i, i, load));
        }
        try (Connection connection = stack.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY data.visits (_key, place, patients, _occurrence) FROM STDIN",
                            new java.io.StringReader(rows.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "COPY"})
    @Tag("A2")
    void losesNothingWhenItsProcessIsKilledAgainAndAgain(String method) throws Exception {
        stack.createTable("visits", "place text, patients bigint");
        captureUntilEnded(0);
        load(method);
        int kills = 0;
        for (int seen = ROWS / 2; seen < TRANSACTIONS * ROWS; seen += ROWS) {
            try (CaptureProcess process = CaptureProcess.start(stack.settings(), directory.resolve("log"))) {
                long atLeast = topics.count("visits") + ROWS / 2;
                eventually(() -> assertThat(topics.count("visits")).isGreaterThan(atLeast));
                assertThat(process).isNotNull();
                kills++;
            }
            awaitSlotFree();
        }
        captureUntilDistinctEnds(TRANSACTIONS);

        assertThat(kills).isGreaterThan(3);
        assertThat(topics.count("visits"))
                .as("what was cut short is delivered again")
                .isGreaterThan((long) TRANSACTIONS * ROWS);
        assertEachRowOnce(TRANSACTIONS, ROWS);
    }

    private void awaitSlotFree() {
        eventually(() -> assertThat(stack.number("SELECT count(*) FROM pg_replication_slots WHERE active"))
                .isZero());
    }

    private void captureUntilDistinctEnds(int transactions) throws Exception {
        try (ChangeCapture capture = capture()) {
            eventually(() -> assertThat(topics.ended().stream()
                            .map(TransactionEnded::endLsn)
                            .distinct())
                    .hasSize(transactions));
            assertThat(capture.health().problem()).isNull();
        }
    }

    @Test
    @Tag("D3")
    void goesOnAfterTheDatabaseRestarted() throws Exception {
        stack.createTable("visits", "place text, patients bigint");
        try (ChangeCapture capture = capture()) {
            stack.sql(INSERT.formatted(1, ROWS));
            stack.restartDatabase();
            stack.sql(INSERT.formatted(2, ROWS));
            eventually(() -> assertThat(topics.ended().stream()
                            .map(TransactionEnded::endLsn)
                            .distinct())
                    .hasSize(2));
            eventually(() -> assertThat(capture.health().problem()).isNull());
        }

        assertThat(failure).hasNullValue();
        assertEachRowOnce(2, ROWS);
    }

    @Test
    @Tag("D4")
    void goesOnAfterTheBrokerWasAway() throws Exception {
        stack.createTable("visits", "place text, patients bigint");
        try (ChangeCapture capture = capture()) {
            stack.sql(INSERT.formatted(1, ROWS));
            stack.stopBroker();
            stack.sql(INSERT.formatted(2, ROWS));
            stack.startBroker();
            eventually(() -> assertThat(topics.ended().stream()
                            .map(TransactionEnded::endLsn)
                            .distinct())
                    .hasSize(2));
            eventually(() -> assertThat(capture.health().problem()).isNull());
        }

        assertThat(failure).hasNullValue();
        assertEachRowOnce(2, ROWS);
    }
}
