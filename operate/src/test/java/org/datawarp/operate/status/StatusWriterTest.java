package org.datawarp.operate.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.datawarp.schemas.status.PublicationStatus;
import org.datawarp.schemas.status.StatusReport;
import org.datawarp.sinks.object.DirectoryObjectStore;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes cost money: it writes what is news at once, and the rest seldom. */
class StatusWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @TempDir
    private Path folder;

    private ObjectStore store;
    private StatusWriter writer;

    @BeforeEach
    void open() throws IOException {
        store = new DirectoryObjectStore(folder);
        writer = new StatusWriter(store);
    }

    private static StatusReport report(Duration later, String state, Duration looked) {
        PublicationStatus visits = new PublicationStatus(
                "visits",
                "Visits",
                "An office",
                "https://stats.example/visits/",
                state,
                null,
                NOW.plus(looked),
                new TreeMap<>(),
                List.of(),
                List.of());
        return new StatusReport(NOW.plus(later), List.of(), List.of(visits));
    }

    private static StatusReport quiet(int minutes) {
        return report(Duration.ofMinutes(minutes), "quiet", Duration.ZERO);
    }

    private Instant writtenAt() throws IOException {
        return Instant.parse(json().path("made_at").asText());
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(store.get(StatusReport.KEY).orElseThrow().bytes());
    }

    @Test
    void writesWhatIsNewsAtOnce() throws IOException {
        writer.offer(quiet(0));
        writer.offer(report(Duration.ofMinutes(1), "late", Duration.ZERO));

        assertThat(json().at("/publications/0/state").asText()).isEqualTo("late");
        assertThat(json().at("/publications/0").has("latest_release"))
                .as("not known")
                .isFalse();
    }

    @Test
    void writesThatNothingHappenedOnceAnHour() throws IOException {
        for (int minute = 0; minute < 60; minute++) {
            writer.offer(quiet(minute));
        }
        assertThat(writtenAt()).isEqualTo(NOW);

        writer.offer(quiet(60));
        assertThat(writtenAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void writesThatPagesWereReadFourTimesAnHour() throws IOException {
        for (int minute = 0; minute < 15; minute++) {
            writer.offer(report(Duration.ofMinutes(minute), "quiet", Duration.ofMinutes(minute)));
        }
        assertThat(writtenAt()).isEqualTo(NOW);

        writer.offer(report(Duration.ofMinutes(15), "quiet", Duration.ofMinutes(15)));
        assertThat(json().at("/publications/0/looked_at").asText()).isEqualTo("2026-11-26T10:15:00Z");
    }

    @Test
    void doesNotWriteWhatAnotherWroteOrItselfBeforeARestart() throws IOException {
        writer.offer(quiet(0));

        new StatusWriter(store).offer(quiet(1));

        assertThat(writtenAt()).isEqualTo(NOW);
    }

    @Test
    void leavesItToAnotherWhoWasFaster() throws IOException {
        StatusWriter other = new StatusWriter(store);
        writer.offer(quiet(0));
        other.offer(quiet(0));
        other.offer(report(Duration.ofMinutes(1), "late", Duration.ZERO));

        writer.offer(report(Duration.ofMinutes(2), "late", Duration.ZERO));
        assertThat(writtenAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));

        writer.offer(report(Duration.ofMinutes(3), "due", Duration.ZERO));
        assertThat(writtenAt()).as("and goes on").isEqualTo(NOW.plus(Duration.ofMinutes(3)));
    }

    @Test
    void replacesWhatCannotBeRead() throws IOException {
        store.put(StatusReport.KEY, ObjectContent.of("nonsense".getBytes(StandardCharsets.UTF_8)));

        writer.offer(quiet(0));

        assertThat(writtenAt()).isEqualTo(NOW);
    }
}
