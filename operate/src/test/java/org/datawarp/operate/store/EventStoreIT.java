package org.datawarp.operate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database answers about events. */
class EventStoreIT {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private static EventStore store;
    private static DatabaseSession session;

    /** Two attempts at a release, and one at another, told by processes whose events come in this order. */
    @BeforeAll
    static void tell() throws SQLException {
        DatabaseSettings database = TestDatabase.create();
        session = DatabaseSession.open(database);
        store = new EventStore(database);
        tell(0, EventType.RELEASE_FOUND, "2025-03", "");
        tell(1, EventType.FILE_FETCHED, "2025-03", "");
        tell(2, EventType.FILE_FETCHED, "2025-04", "");
        tell(3, EventType.RELEASE_PUBLISHED, "2025-03", "first");
        tell(4, EventType.RELEASE_HELD, "2025-03", "first");
        tell(5, EventType.FILE_FETCHED, "2025-03", "");
        tell(6, EventType.RELEASE_PUBLISHED, "2025-03", "second");
        tell(7, EventType.RELEASE_PROMOTED, "2025-03", "second");
        tell(8, EventType.FILE_REJECTED, "2025-03", "");
    }

    private static void tell(int second, EventType type, String release, String run) throws SQLException {
        Event event = new Event(
                type, "ae-monthly", release, run, Map.of(Fact.FILE, second + ".csv"), NOON.plusSeconds(second));
        add(CloudEvents.encode(event, "e" + second));
    }

    private static void add(byte @Nullable [] value) throws SQLException {
        new EventRows(session).add(List.of(new ConsumerRecord<>("datawarp.events", 0, 0, new byte[0], value)));
        session.commit();
    }

    private static List<Integer> seconds(EventQuery query) {
        List<Integer> seconds = new ArrayList<>();
        for (String json : store.find(query)) {
            Event event =
                    CloudEvents.decode(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
            seconds.add((int) (event.at().getEpochSecond() - NOON.getEpochSecond()));
        }
        return seconds;
    }

    @Test
    void tellsAnAttemptWithWhatWasFetchedForIt() {
        assertThat(seconds(new EventQuery("first", null, null, List.of(), null, 100)))
                .containsExactly(0, 1, 3, 4);
        assertThat(seconds(new EventQuery("second", null, null, List.of(), null, 100)))
                .containsExactly(5, 6, 7);
    }

    @Test
    void knowsNothingOfAnAttemptThatThereIsNot() {
        assertThat(store.find(new EventQuery("third", null, null, List.of(), null, 100)))
                .isEmpty();
    }

    @Test
    void tellsOfAReleaseOrAPublication() {
        assertThat(seconds(new EventQuery(null, "ae-monthly", "2025-04", List.of(), null, 100)))
                .containsExactly(2);
        assertThat(seconds(new EventQuery(null, "ae-monthly", null, List.of(), null, 100)))
                .hasSize(9);
        assertThat(seconds(new EventQuery(null, "other", null, List.of(), null, 100)))
                .isEmpty();
    }

    @Test
    void tellsOfSomeTypes() {
        List<String> types = List.of(EventType.RELEASE_HELD.cloudType(), EventType.FILE_REJECTED.cloudType());

        assertThat(seconds(new EventQuery(null, null, null, types, null, 100))).containsExactly(4, 8);
    }

    @Test
    void tellsWhatCameSinceATimeAndTheLatestOnly() {
        assertThat(seconds(new EventQuery(null, null, null, List.of(), NOON.plusSeconds(6), 100)))
                .containsExactly(6, 7, 8);
        assertThat(seconds(new EventQuery(null, null, null, List.of(), null, 2)))
                .containsExactly(7, 8);
    }

    @Test
    void countsAnEventOnceThatComesTwice() throws SQLException {
        tell(8, EventType.FILE_REJECTED, "2025-03", "");

        assertThat(seconds(new EventQuery(null, null, null, List.of(), null, 100)))
                .hasSize(9);
    }

    @Test
    void leavesOutWhatIsNoEvent() throws SQLException {
        add(null);
        for (String strange : List.of("", "nonsense", "[1]", "{\"id\":\"x\"}", "{\"id\":\"x\",\"type\":\"t\"}")) {
            add(strange.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(session.number("SELECT count(*) FROM datawarp.events")).isEqualTo(9);
    }
}
