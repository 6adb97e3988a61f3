package org.datawarp.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.follow.DatasetUpdate.Kind;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetFollowerTest {

    private static final DatasetName BEDS = new DatasetName("beds");
    private static final String CHANGES = Topics.changes(BEDS).name();
    private static final String TRANSACTIONS = Topics.transactions().name();
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Instant AT = Instant.parse("2026-01-15T09:30:01Z");

    private static final List<ChangeColumn> NARROW = List.of(new ChangeColumn("org", ColumnType.TEXT));
    private static final List<ChangeColumn> COLUMNS =
            List.of(new ChangeColumn("org", ColumnType.TEXT), new ChangeColumn("beds", ColumnType.INTEGER));

    private final MemoryTopics topics = new MemoryTopics();
    private ChangeCodec codec = published(COLUMNS);

    /** What a transaction writes for an organisation; null deletes it. */
    private record Written(String org, @Nullable Long beds) {}

    private static Written row(String org, long beds) {
        return new Written(org, beds);
    }

    private static Written deleted(String org) {
        return new Written(org, null);
    }

    private ChangeCodec published(List<ChangeColumn> columns) {
        ChangeCodec made = ChangeCodec.of(BEDS, columns);
        topics.send(
                Topics.schemas().name(),
                text("%016x".formatted(SingleObject.fingerprint(made.schema()))),
                text(made.schema().toString()));
        return made;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void begin(long transaction, Written... rows) {
        topics.send(TRANSACTIONS, text("" + transaction), new TransactionBegan(transaction).encode());
        long order = 0;
        for (Written row : rows) {
            List<@Nullable Object> values = codec.columns().size() == 1
                    ? Arrays.asList((Object) row.org())
                    : Arrays.asList(row.org(), row.beds());
            boolean isDeletion = row.beds() == null;
            RowChange change = new RowChange(
                    isDeletion ? Operation.DELETE : Operation.INSERT,
                    transaction,
                    ++order,
                    isDeletion ? values : null,
                    isDeletion ? null : values);
            topics.send(CHANGES, key(row.org()), codec.encode(change));
        }
    }

    private static byte[] key(String org) {
        return ByteBuffer.allocate(20)
                .putLong(0)
                .putLong(org.hashCode())
                .putInt(1)
                .array();
    }

    /** @param lsn the position of its end */
    private void end(long transaction, long lsn, Map<String, Long> counts) {
        topics.send(
                TRANSACTIONS,
                text("" + transaction),
                new TransactionEnded(transaction, lsn, AT, counts, null).encode());
    }

    /**
     * A whole transaction that ends at ten times its number; a snapshot, whose number is negative, ends at its number.
     */
    private void transaction(long transaction, Written... rows) {
        begin(transaction, rows);
        end(transaction, transaction < 0 ? -transaction : 10 * transaction, Map.of("beds", (long) rows.length));
    }

    private DatasetFollower follower() {
        return new DatasetFollower(BEDS, topics::consumer);
    }

    private static DatasetUpdate next(DatasetFollower follower) {
        return follower.poll(AT_ONCE).orElseThrow(() -> new AssertionError("No update"));
    }

    /** {@code org=beds}; null where a row was deleted. */
    private static Map<String, @Nullable Object> rows(DatasetUpdate update) {
        Map<String, @Nullable Object> rows = new TreeMap<>();
        for (FollowedChange change : update.changes()) {
            DatasetRow after = change.after();
            DatasetRow named = after == null ? change.before() : after;
            rows.put(
                    String.valueOf(Optional.ofNullable(named).orElseThrow().value("org")),
                    after == null ? null : after.value("beds"));
        }
        return rows;
    }

    @Test
    void beginsWithTheRowsOfWhatHasEnded() {
        transaction(1, row("RRK", 5), row("RAJ", 7));
        transaction(2, row("RRK", 6), deleted("RAJ"), row("RWD", 1));
        begin(3, row("RRK", 99));

        try (DatasetFollower follower = follower()) {
            DatasetUpdate whole = next(follower);

            assertThat(whole.kind()).isEqualTo(Kind.WHOLE);
            assertThat(rows(whole)).isEqualTo(Map.of("RRK", 6L, "RWD", 1L));
            assertThat(whole.committedAt()).isEqualTo(AT);
            assertThat(follower.poll(AT_ONCE)).isEmpty();
        }
    }

    @Test
    void goesOnWithWhatEachTransactionChanges() {
        transaction(1, row("RRK", 5));
        begin(2, row("RRK", 6));

        try (DatasetFollower follower = follower()) {
            next(follower);
            end(2, 20, Map.of("beds", 1L));
            transaction(3, deleted("RRK"));

            DatasetUpdate second = next(follower);
            assertThat(second.kind()).isEqualTo(Kind.CHANGES);
            assertThat(rows(second)).isEqualTo(Map.of("RRK", 6L));
            assertThat(rows(next(follower))).containsEntry("RRK", null);
            assertThat(follower.poll(AT_ONCE)).isEmpty();
        }
    }

    @Test
    void waitsForTheFirstRelease() {
        try (DatasetFollower follower = follower()) {
            begin(1, row("RRK", 5));
            assertThat(follower.poll(AT_ONCE)).isEmpty();

            end(1, 10, Map.of("beds", 1L));
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 5L));
        }
    }

    @Test
    void takesOnceWhatIsDeliveredInPartAndThenAgain() {
        transaction(1, row("RRK", 5));
        try (DatasetFollower follower = follower()) {
            next(follower);

            begin(2, row("RRK", 6));
            transaction(2, row("RRK", 6), row("RAJ", 1));
            transaction(2, row("RRK", 6), row("RAJ", 1));
            transaction(3, row("RWD", 2));

            DatasetUpdate second = next(follower);
            assertThat(second.changes()).hasSize(2);
            assertThat(rows(second)).isEqualTo(Map.of("RRK", 6L, "RAJ", 1L));
            assertThat(rows(next(follower))).isEqualTo(Map.of("RWD", 2L));
            assertThat(follower.poll(AT_ONCE)).isEmpty();
        }
    }

    @Test
    void beginsWithTheNewerValueWhileTheOlderIsDeliveredAgain() {
        transaction(1, row("RRK", 5));
        transaction(2, row("RRK", 6));
        begin(1, row("RRK", 5));

        try (DatasetFollower follower = follower()) {
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 6L));
        }
    }

    @Test
    void passesOverTransactionsOfOtherDatasets() {
        transaction(1, row("RRK", 5));
        try (DatasetFollower follower = follower()) {
            next(follower);

            end(2, 20, Map.of("others", 9L));
            end(3, 30, Map.of());

            assertThat(follower.poll(AT_ONCE)).isEmpty();
        }
    }

    @Test
    void putsASnapshotInThePlaceOfEverything() {
        transaction(8, row("RRK", 5), row("RAJ", 7));
        try (DatasetFollower follower = follower()) {
            next(follower);

            transaction(-50, row("RWD", 1));

            DatasetUpdate whole = next(follower);
            assertThat(whole.kind()).isEqualTo(Kind.WHOLE);
            assertThat(rows(whole)).isEqualTo(Map.of("RWD", 1L));
        }
        try (DatasetFollower later = follower()) {
            assertThat(rows(next(later))).isEqualTo(Map.of("RWD", 1L));
        }
    }

    @Test
    void isEmptyAfterASnapshotWithoutItsRows() {
        transaction(1, row("RRK", 5));
        try (DatasetFollower follower = follower()) {
            next(follower);
            end(-50, 50, Map.of("others", 3L));

            assertThat(next(follower)).satisfies(whole -> {
                assertThat(whole.kind()).isEqualTo(Kind.WHOLE);
                assertThat(whole.changes()).isEmpty();
            });
        }
        transaction(6, row("RAJ", 7));
        try (DatasetFollower later = follower()) {
            assertThat(rows(next(later))).isEqualTo(Map.of("RAJ", 7L));
        }
    }

    @Test
    void readsRowsWhoseTransactionsHaveAgedAway() {
        transaction(1, row("RRK", 5));
        transaction(2, row("RAJ", 7));
        topics.removeAll(TRANSACTIONS);

        try (DatasetFollower follower = follower()) {
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 5L, "RAJ", 7L));
            transaction(3, row("RRK", 6));
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 6L));
        }
    }

    /** Messages of different topics may be written in a different order than they were sent in. */
    @Test
    void leavesAChangeThatIsThereBeforeItsTransaction() {
        transaction(1, row("RRK", 5));
        RowChange early = new RowChange(Operation.INSERT, 2, 1, null, Arrays.asList("RRK", 6L));
        topics.send(CHANGES, key("RRK"), codec.encode(early));

        try (DatasetFollower follower = follower()) {
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 5L));
            end(2, 20, Map.of("beds", 1L));
            assertThat(rows(next(follower))).isEqualTo(Map.of("RRK", 6L));
        }
    }

    @Test
    void goesOnFromAPosition() {
        transaction(1, row("RRK", 5));
        FollowPosition position;
        try (DatasetFollower follower = follower()) {
            position = next(follower).position();
        }
        transaction(2, row("RRK", 6));

        try (DatasetFollower follower = follower()) {
            follower.resume(FollowPosition.parse(position.toString()));

            DatasetUpdate update = next(follower);
            assertThat(update.kind()).isEqualTo(Kind.CHANGES);
            assertThat(rows(update)).isEqualTo(Map.of("RRK", 6L));
        }
    }

    @Test
    void beginsAnewWhereItsPositionHasAgedAway() {
        transaction(1, row("RRK", 5));
        FollowPosition position = afterTheFirst();
        transaction(2, row("RRK", 6));
        topics.removeAll(TRANSACTIONS);

        assertThat(resumed(position)).isEqualTo(Map.of("RRK", 6L));
    }

    @Test
    void beginsAnewWhereTheTopicsWereMadeAnew() {
        transaction(1, row("RRK", 5));
        FollowPosition position = afterTheFirst();
        topics.makeAnew(TRANSACTIONS);
        topics.makeAnew(CHANGES);
        transaction(7, row("RAJ", 1));
        transaction(9, row("RWD", 2));

        assertThat(resumed(position)).isEqualTo(Map.of("RAJ", 1L, "RWD", 2L));
    }

    @Test
    void beginsAnewWhereCompactionTookWhatWasNotRead() {
        transaction(1, row("RRK", 5));
        FollowPosition position = afterTheFirst();
        transaction(2, row("RRK", 6));
        transaction(3, row("RRK", 7));
        topics.remove(CHANGES, message -> message.offset() < 2);

        assertThat(resumed(position)).isEqualTo(Map.of("RRK", 7L));
    }

    private FollowPosition afterTheFirst() {
        try (DatasetFollower follower = follower()) {
            return next(follower).position();
        }
    }

    private Map<String, @Nullable Object> resumed(FollowPosition position) {
        try (DatasetFollower follower = follower()) {
            follower.resume(position);
            DatasetUpdate update = next(follower);
            assertThat(update.kind()).isEqualTo(Kind.WHOLE);
            return rows(update);
        }
    }

    @Test
    void readsEachRowInTheColumnsThatItWasWrittenWith() {
        codec = published(NARROW);
        transaction(1, row("RRK", 5));
        codec = ChangeCodec.of(BEDS, COLUMNS);
        transaction(2, row("RAJ", 7));

        try (DatasetFollower follower = follower()) {
            List<Map<String, @Nullable Object>> maps = new ArrayList<>();
            next(follower)
                    .changes()
                    .forEach(change -> maps.add(
                            Optional.ofNullable(change.after()).orElseThrow().toMap()));

            assertThat(maps).containsExactlyInAnyOrder(Map.of("org", "RRK"), Map.of("org", "RAJ", "beds", 7L));
        }
    }

    @Test
    void refusesAPositionThatIsNone() {
        assertThatThrownBy(() -> FollowPosition.parse("12:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found \"12:x\"");
    }
}
