package org.datawarp.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.UnreadableFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasePublisherTest {

    private static final Instant NOW = Instant.parse("2025-11-20T09:30:00Z");
    private static final String RAW = "datawarp.raw.visits";
    private static final PublicationName VISITS = new PublicationName("visits");
    private static final ReleaseName MARCH = new ReleaseName("2025-03");

    @TempDir
    private Path folder;

    private MockProducer<byte[], byte[]> kafka = Kafka.producer(RAW, 3);

    @Test
    void sendsTheManifestBeforeAnythingElse() throws IOException {
        FetchedRelease release = Releases.march(folder, "a,b");

        publish(release, new CommaSheets());

        ProducerRecord<byte[], byte[]> first = kafka.history().get(0);
        assertThat(first.topic()).isEqualTo("datawarp.manifests");
        assertThat(first.key())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("visits@" + release.manifest().version());
        assertThat(ManifestText.fromJson(first.value())).isEqualTo(release.text());
    }

    @Test
    void followsTheProtocolOfARelease() throws IOException {
        PublishedRelease published = publish(Releases.march(folder, "a,b\n1,2", "c"), new CommaSheets());

        String run = published.run();
        assertThat(run).matches("[0-9a-f]{16}");
        ReleaseOpened opened = new ReleaseOpened(
                run,
                VISITS,
                MARCH,
                Period.month(YearMonth.of(2025, 3)),
                "revised",
                "https://stats.example/visits/",
                Releases.march(folder).manifest().version(),
                List.of(Releases.file(0, 7), Releases.file(1, 1)),
                NOW);
        SheetRow ab = new SheetRow(1, List.of(Cell.text("a"), Cell.text("b")));
        SheetRow numbers = new SheetRow(2, List.of(Cell.text("1"), Cell.text("2")));
        SheetRow c = new SheetRow(1, List.of(Cell.text("c")));
        SheetClosed first = new SheetClosed(run, run + "/1", 2, checksum(ab) + checksum(numbers));
        SheetClosed second = new SheetClosed(run, run + "/2", 1, checksum(c));
        ReleaseClosed closed = new ReleaseClosed(run, VISITS, MARCH, List.of(first, second), List.of());
        assertThat(Kafka.sent(kafka, RAW))
                .containsExactly(
                        opened,
                        opened,
                        opened,
                        sheet(run, 1, 0),
                        ab,
                        numbers,
                        first,
                        sheet(run, 2, 1),
                        c,
                        second,
                        closed,
                        closed,
                        closed);
    }

    @Test
    void sendsTheFrameOfAReleaseToEveryPartitionAndEachSheetUnderItsOwnKey() throws IOException {
        String run =
                publish(Releases.march(folder, "a,b\n1,2"), new CommaSheets()).run();

        List<ProducerRecord<byte[], byte[]>> raw = kafka.history().stream()
                .filter(message -> message.topic().equals(RAW))
                .toList();
        assertThat(raw)
                .extracting(message -> new String(message.key(), StandardCharsets.UTF_8), ProducerRecord::partition)
                .containsExactly(
                        tuple(run, 0),
                        tuple(run, 1),
                        tuple(run, 2),
                        tuple(run + "/1", null),
                        tuple(run + "/1", null),
                        tuple(run + "/1", null),
                        tuple(run + "/1", null),
                        tuple(run, 0),
                        tuple(run, 1),
                        tuple(run, 2));
    }

    @Test
    void givesEachAttemptARunOfItsOwn() throws IOException {
        FetchedRelease release = Releases.march(folder, "a");

        assertThat(publish(release, new CommaSheets()).run())
                .isNotEqualTo(publish(release, new CommaSheets()).run());
    }

    @Test
    void tellsAFileThatCannotBeReadAndGoesOn() throws IOException {
        PublishedRelease published = publish(Releases.march(folder, "a\nBROKEN", "c"), new CommaSheets());

        assertThat(published.unreadable()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).isEqualTo("file-0.csv");
            assertThat(file.reason()).isEqualTo("malformed");
        });
        ReleaseClosed closed = closed();
        assertThat(closed.unreadable()).isEqualTo(published.unreadable());
        assertThat(closed.sheets()).extracting(SheetClosed::rows).containsExactly(1L, 1L);
    }

    @Test
    void tellsAMemberThatCannotBeRead() throws IOException {
        SheetSource zip = (file, name, members, sink) -> {
            sink.opened(new SheetHeader("a.csv", "a.csv", 1, false));
            sink.row(new SheetRow(1, List.of(Cell.text("a"))));
            sink.unreadable(
                    "a.csv", new UnreadableFileException(UnreadableReason.MALFORMED, "a.csv", "an end", "more"));
            sink.opened(new SheetHeader("b.csv", "b.csv", 1, false));
            sink.closed();
        };

        PublishedRelease published = publish(Releases.march(folder, "zip"), zip);

        assertThat(published.unreadable()).extracting(UnreadableFile::member).containsExactly("a.csv");
        assertThat(published.sheets()).extracting(PublishedSheet::rows).containsExactly(1L, 0L);
    }

    @Test
    void takesAFileWithAnEndlessRowForUnreadable() throws IOException {
        SheetSource wide = (file, name, members, sink) -> {
            sink.opened(new SheetHeader("", name, 1, false));
            sink.row(new SheetRow(1, List.of(Cell.text("a"))));
            sink.row(new SheetRow(2, List.of(Cell.text("x".repeat(ReleasePublisher.MAX_ROW_BYTES)))));
        };

        publish(Releases.march(folder, "wide"), wide);

        assertThat(closed().unreadable()).singleElement().satisfies(file -> {
            assertThat(file.reason()).isEqualTo("too-big");
            assertThat(file.message()).startsWith("Cannot read file-0.csv › file-0.csv › row 2: found a row of 8388");
        });
        assertThat(closed().sheets()).extracting(SheetClosed::rows).containsExactly(1L);
    }

    @Test
    @Tag("D4")
    void neverClosesAReleaseOfWhichAMessageWasLost() throws IOException {
        kafka = Kafka.undecided(RAW, 1);
        FetchedRelease release = Releases.march(folder, "a");
        SheetSource losing = (file, name, members, sink) -> {
            sink.opened(new SheetHeader("", name, 1, false));
            sink.row(new SheetRow(1, List.of(Cell.text("a"))));
            while (kafka.completeNext()) {
                // Everything sent before is in Kafka.
            }
            sink.row(new SheetRow(2, List.of(Cell.text("b"))));
            kafka.errorNext(new TimeoutException("the broker is away"));
            sink.closed();
        };

        assertThatThrownBy(() -> publish(release, losing))
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("Cannot send to datawarp.raw.visits: Kafka says \"the broker is away\"");
        assertThat(Kafka.sent(kafka, RAW)).noneMatch(ReleaseClosed.class::isInstance);
    }

    @Test
    void tellsAKafkaThatDoesNotTakeAnything() throws IOException {
        kafka.sendException = new TimeoutException("no metadata");
        FetchedRelease release = Releases.march(folder, "a");

        assertThatThrownBy(() -> publish(release, new CommaSheets())).isInstanceOf(PublishException.class);
    }

    @Test
    void closesItsProducer() {
        new ReleasePublisher(kafka, publication -> "topic", new CommaSheets(), InstantSource.fixed(NOW), Throttle.NONE)
                .close();

        assertThat(kafka.closed()).isTrue();
    }

    private PublishedRelease publish(FetchedRelease release, SheetSource sheets) throws IOException {
        return new ReleasePublisher(kafka, publication -> "topic", sheets, InstantSource.fixed(NOW), Throttle.NONE)
                .publish(release);
    }

    private ReleaseClosed closed() {
        List<RawMessage> sent = Kafka.sent(kafka, RAW);
        return (ReleaseClosed) sent.get(sent.size() - 1);
    }

    private static SheetOpened sheet(String run, int number, int file) {
        String name = "file-%d.csv".formatted(file);
        return new SheetOpened(run, run + "/" + number, Releases.file(file, 0).digest(), name, "", name, 1, false);
    }

    private static long checksum(SheetRow row) {
        return RowCodec.checksum(new RowCodec().encode(row));
    }
}
