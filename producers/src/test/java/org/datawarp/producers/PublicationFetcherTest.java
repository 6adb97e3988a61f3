package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.producers.ReleaseChoice.Unchanged;
import org.datawarp.producers.ReleaseOutcome.State;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.publish.CommaSheets;
import org.datawarp.producers.publish.Kafka;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.publish.Throttle;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.ReleaseOpened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationFetcherTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z"));
    private static final ManifestText TEXT =
            Manifests.text("https://stats.example/visits/", "mode: discover\ninclude: ['*.csv']");

    @TempDir
    Path directory;

    private final List<Event> events = new ArrayList<>();
    private final MockProducer<byte[], byte[]> kafka = Kafka.producer("datawarp.raw.visits", 2);

    private String topicId = "first";
    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectories(directory.resolve("mirror/visits"));
        Files.writeString(source.resolve("2025-02.csv"), "Org,Visits\nRRK,2\n");
        Files.writeString(source.resolve("2025-01.csv"), "Org,Visits\nRRK,1\n");
    }

    @Test
    void publishesTheReleasesOfAFolderOldestFirst() throws IOException {
        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases())
                .extracting(release -> release.release().value(), ReleaseOutcome::state, ReleaseOutcome::rows)
                .containsExactly(tuple("2025-01", State.PUBLISHED, 2L), tuple("2025-02", State.PUBLISHED, 2L));
        assertThat(openedReleases()).containsExactly("2025-01", "2025-01", "2025-02", "2025-02");
    }

    @Test
    void leavesAReleaseThatHasNotChanged() throws IOException {
        fetch(ReleaseChoice.CHANGED);
        kafka.clear();

        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases()).extracting(ReleaseOutcome::state).containsOnly(State.UNCHANGED);
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void publishesOnlyTheReleaseWhoseFileChanged() throws IOException {
        fetch(ReleaseChoice.CHANGED);
        Files.writeString(source.resolve("2025-01.csv"), "Org,Visits\nRRK,9\n");

        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases())
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.PUBLISHED, State.UNCHANGED);
    }

    @Test
    void asksOnlyTheNewestReleasesForRevisionsWhereTheyAreWhatCounts() throws IOException {
        Files.writeString(source.resolve("2025-03.csv"), "Org,Visits\nRRK,3\n");
        fetch(ReleaseChoice.CHANGED);
        events.clear();
        Files.writeString(source.resolve("2025-01.csv"), "Org,Visits\nRRK,9\n");
        Files.writeString(source.resolve("2025-02.csv"), "Org,Visits\nRRK,9\n");

        PublicationOutcome outcome = fetch(ReleaseChoice.RECENT);

        assertThat(outcome.releases())
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.UNCHANGED, State.PUBLISHED, State.UNCHANGED);
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.FILE_REPLACED)
                .as("replaced without a word, and found")
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.release()).isEqualTo("2025-02");
                    assertThat(event.facts())
                            .containsEntry(Fact.FILE, "2025-02.csv")
                            .containsKeys(Fact.BEFORE, Fact.DIGEST);
                });
        assertThat(fetch(ReleaseChoice.CHANGED).releases())
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.PUBLISHED, State.UNCHANGED, State.UNCHANGED);
    }

    @Test
    void readsOnlyThePagesOfTheNewestReleasesWhereEveryOneBeforeIsThere() throws IOException {
        Files.delete(source.resolve("2025-01.csv"));
        Files.delete(source.resolve("2025-02.csv"));
        for (String month : List.of("2025-01", "2025-02", "2025-03")) {
            Files.createDirectories(source.resolve(month));
            Files.writeString(source.resolve(month + "/index.html"), "<a href=visits.csv>%s</a>".formatted(month));
            Files.writeString(source.resolve(month + "/visits.csv"), "Org,Visits\nRRK,1\n");
        }
        ManifestText text = Manifests.text(
                "https://stats.example/visits/",
                "mode: template\npages: 'https://stats.example/visits/{year}-{month}/'\nfirst: 2025-01\n"
                        + "include: '*.csv'\nperiod-from: page-url");
        assertThat(fetch(text, ReleaseChoice.NEWEST).releases())
                .as("none is there yet")
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.PUBLISHED, State.PUBLISHED, State.PUBLISHED);
        Files.createDirectories(source.resolve("2025-04"));
        Files.writeString(source.resolve("2025-04/index.html"), "<a href=visits.csv>2025-04</a>");
        Files.writeString(source.resolve("2025-04/visits.csv"), "Org,Visits\nRRK,1\n");

        assertThat(fetch(text, ReleaseChoice.NEWEST).releases())
                .extracting(release -> release.release().value(), ReleaseOutcome::state)
                .containsExactly(
                        tuple("2025-02", State.UNCHANGED),
                        tuple("2025-03", State.UNCHANGED),
                        tuple("2025-04", State.PUBLISHED));
        topicId = "second";
        assertThat(fetch(text, ReleaseChoice.NEWEST).releases())
                .as("old ones are to be brought again")
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.PUBLISHED);
    }

    @Test
    void bringsAnOldReleaseThatGetsAnotherFileOrAnotherManifest() throws IOException {
        Files.writeString(source.resolve("2025-03.csv"), "Org,Visits\nRRK,3\n");
        fetch(ReleaseChoice.CHANGED);
        Files.move(source.resolve("2025-01.csv"), source.resolve("2025-01-revised.csv"));

        assertThat(fetch(ReleaseChoice.RECENT).releases())
                .extracting(ReleaseOutcome::state)
                .containsExactly(State.PUBLISHED, State.UNCHANGED, State.UNCHANGED);
        topicId = "second";
        assertThat(fetch(ReleaseChoice.RECENT).releases())
                .extracting(ReleaseOutcome::state)
                .containsOnly(State.PUBLISHED);
    }

    @Test
    void publishesAnUnchangedReleaseWhenAskedTo() throws IOException {
        fetch(ReleaseChoice.CHANGED);

        PublicationOutcome outcome =
                fetch(new ReleaseChoice(Optional.of(new ReleaseName("2025-02")), Unchanged.PUBLISH_AGAIN));

        assertThat(outcome.releases())
                .extracting(release -> release.release().value(), ReleaseOutcome::state)
                .containsExactly(tuple("2025-02", State.PUBLISHED));
    }

    @Test
    void publishesAgainWhenTheTopicIsNoLongerTheSame() throws IOException {
        fetch(ReleaseChoice.CHANGED);
        topicId = "second";

        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases()).extracting(ReleaseOutcome::state).containsOnly(State.PUBLISHED);
    }

    @Test
    void publishesAgainWhenTheLedgerIsLost() throws IOException {
        fetch(ReleaseChoice.CHANGED);
        Files.delete(directory.resolve("ledger/visits.json"));

        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases()).extracting(ReleaseOutcome::state).containsOnly(State.PUBLISHED);
    }

    @Test
    void keepsTheLongNameThatARangeOfOneDayWasLoadedUnder() throws IOException {
        Files.delete(source.resolve("2025-01.csv"));
        Files.move(source.resolve("2025-02.csv"), source.resolve("visits-to-28-Feb-2025.csv"));
        ReleaseOutcome today = fetch(ReleaseChoice.CHANGED).releases().get(0);
        Path ledger = directory.resolve("ledger/visits.json");
        Files.writeString(
                ledger, Files.readString(ledger).replace("\"2025-02-28\" :", "\"2025-02-28-to-2025-02-28\" :"));

        ReleaseOutcome later = fetch(ReleaseChoice.CHANGED).releases().get(0);

        assertThat(today.release().value()).isEqualTo("2025-02-28");
        assertThat(later.release().value()).isEqualTo("2025-02-28-to-2025-02-28");
        assertThat(later.state()).isEqualTo(State.UNCHANGED);
    }

    @Test
    void repeatsTheProblemsOfAReleaseThatHasNotChanged() throws IOException {
        Files.writeString(source.resolve("2025-01.csv"), "Org,Visits\nBROKEN\n");

        List<String> told = fetch(ReleaseChoice.CHANGED).releases().get(0).problems();
        ReleaseOutcome later = fetch(ReleaseChoice.CHANGED).releases().get(0);

        assertThat(told).singleElement().asString().startsWith("Cannot read 2025-01.csv: found BROKEN");
        assertThat(later.state()).isEqualTo(State.UNCHANGED);
        assertThat(later.problems()).isEqualTo(told);
    }

    @Test
    void goesOnAfterAReleaseWhoseFileCannotBeFetched() throws IOException {
        Files.writeString(source.resolve("index.html"), "<a href=gone-2025-01.csv>a</a> <a href=2025-02.csv>b</a>");

        PublicationOutcome outcome = fetch(ReleaseChoice.CHANGED);

        assertThat(outcome.releases()).extracting(ReleaseOutcome::state).containsExactly(State.FAILED, State.PUBLISHED);
        assertThat(outcome.releases().get(0).problems())
                .singleElement()
                .asString()
                .contains("gone-2025-01.csv: there is no such file");
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.FILE_REJECTED)
                .singleElement()
                .satisfies(event -> assertThat(event.facts()).containsEntry(Fact.REASON, "not-found"));
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.RELEASE_FAILED)
                .singleElement()
                .satisfies(event -> assertThat(event.fact(Fact.MESSAGE)).contains("gone-2025-01.csv"));
    }

    @Test
    void failsAReleaseThatKafkaDoesNotTakeAndTriesItNextTime() throws IOException {
        kafka.sendException = new TimeoutException("the broker is away");
        assertThat(fetch(ReleaseChoice.CHANGED).releases())
                .extracting(ReleaseOutcome::state)
                .containsOnly(State.FAILED);

        kafka.sendException = null;
        assertThat(fetch(ReleaseChoice.CHANGED).releases())
                .extracting(ReleaseOutcome::state)
                .containsOnly(State.PUBLISHED);
    }

    @Test
    void tellsTheEventsOfARelease() throws IOException {
        fetch(new ReleaseChoice(Optional.of(new ReleaseName("2025-02")), Unchanged.LEAVE));

        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.RELEASE_FOUND,
                        EventType.FILE_FETCHED,
                        EventType.SHEET_PUBLISHED,
                        EventType.RELEASE_PUBLISHED);
    }

    @Test
    void tellsAReleaseThatItSeesAgainFromOneThatItFinds() throws IOException {
        fetch(ReleaseChoice.CHANGED);
        events.clear();

        fetch(ReleaseChoice.CHANGED);

        assertThat(events).extracting(Event::type).containsOnly(EventType.RELEASE_SEEN, EventType.RELEASE_UNCHANGED);
    }

    @Test
    void tellsOfAPageThatCannotBeRead() throws IOException {
        Files.delete(source.resolve("2025-01.csv"));
        Files.delete(source.resolve("2025-02.csv"));
        Files.delete(source);

        assertThatThrownBy(() -> fetch(ReleaseChoice.CHANGED)).isInstanceOf(IOException.class);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.PAGE_REJECTED);
            assertThat(event.fact(Fact.MESSAGE)).contains("visits");
        });
    }

    private PublicationOutcome fetch(ReleaseChoice choice) throws IOException {
        return fetch(TEXT, choice);
    }

    private PublicationOutcome fetch(ManifestText text, ReleaseChoice choice) throws IOException {
        Path mirror = directory.resolve("mirror");
        Fetcher fetcher = new Fetcher(
                Archive.in(directory.resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(Mirror.folder(mirror)),
                CLOCK);
        ReleasePublisher publisher =
                new ReleasePublisher(kafka, publication -> topicId, new CommaSheets(), CLOCK, Throttle.NONE);
        PublicationFetcher publications = new PublicationFetcher(
                new Discovery(fetcher, Mirror.folder(mirror), CLOCK),
                fetcher,
                publisher,
                LedgerStore.in(directory.resolve("ledger")),
                events::add,
                CLOCK);
        return publications.fetch(new ManifestReader().read(text), text, choice);
    }

    private List<String> openedReleases() {
        return Kafka.sent(kafka, "datawarp.raw.visits").stream()
                .filter(ReleaseOpened.class::isInstance)
                .map(message -> ((ReleaseOpened) message).release().value())
                .toList();
    }
}
