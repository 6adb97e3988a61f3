package org.datawarp.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.producers.ReleaseOutcome.State;
import org.datawarp.producers.discover.Discovery;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.producers.fetch.AllowedAddresses;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.FetchSettings;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.fetch.Site;
import org.datawarp.producers.publish.RawTopics;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.publish.Throttle;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a site to a broker, both real, and what a consumer reads there. */
class PublicationFetcherIT {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-11-20T09:30:00Z"));
    private static final String RAW = "datawarp.raw.visits";
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path kafkaDirectory;

    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(kafkaDirectory, 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void bringsAReleaseFromItsPageToEveryPartition() throws Exception {
        try (Site site = new Site()) {
            site.onText("/visits/", "text/html", "<a href='v-2025-03.csv'>March</a> <a href='w-2025-03.csv'>more</a>")
                    .onText("/visits/v-2025-03.csv", "text/csv", "Org,Visits\nRRK,1\nR1H,2\n")
                    .onText("/visits/w-2025-03.csv", "text/csv", "Org,Visits\nRAS,3\n");

            PublicationOutcome outcome = fetch(site);

            assertThat(outcome.releases()).singleElement().satisfies(release -> {
                assertThat(release.state()).isEqualTo(State.PUBLISHED);
                assertThat(release.rows()).isEqualTo(5);
                assertThat(release.problems()).isEmpty();
            });
            assertThat(retention()).isEqualTo("-1");
            assertEveryPartitionIsWhole(outcome.releases().get(0).run());
        }
    }

    @Test
    void takesARowOfSeveralMegabytes() throws Exception {
        Random random = new Random(7);
        String row = IntStream.range(0, 200)
                .mapToObj(cell -> random.ints(30_000, 'a', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
                .collect(Collectors.joining(","));
        try (Site site = new Site()) {
            site.onText("/visits/", "text/html", "<a href='v-2025-04.csv'>April</a>")
                    .onText("/visits/v-2025-04.csv", "text/csv", row + "\n");

            assertThat(fetch(site).releases()).singleElement().satisfies(release -> {
                assertThat(release.state()).isEqualTo(State.PUBLISHED);
                assertThat(release.problems()).isEmpty();
            });
        }
    }

    @Test
    void knowsATopicAgainUntilItIsMadeAnew() throws Exception {
        PublicationName name = new PublicationName("recreated");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            RawTopics topics = RawTopics.through(admin, Map.of(), 1);
            String first = topics.make(name);
            assertThat(topics.make(name)).isEqualTo(first);

            admin.deleteTopics(List.of("datawarp.raw.recreated")).all().get();

            assertThat(topics.make(name)).isNotEqualTo(first);
        }
    }

    private void assertEveryPartitionIsWhole(String run) {
        List<ConsumerRecord<String, byte[]>> records = readAll().stream()
                .filter(message -> message.key().startsWith(run))
                .toList();
        RowCodec codec = new RowCodec();
        Map<String, Long> checksums = new HashMap<>();
        List<ReleaseClosed> closed = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int current = partition;
            List<RawMessage> messages = records.stream()
                    .filter(message -> message.partition() == current)
                    .map(message -> codec.decodeRaw(message.value()))
                    .toList();
            assertThat(messages.get(0)).isInstanceOf(ReleaseOpened.class);
            assertThat(messages.get(messages.size() - 1)).isInstanceOf(ReleaseClosed.class);
            closed.add((ReleaseClosed) messages.get(messages.size() - 1));
        }
        for (ConsumerRecord<String, byte[]> message : records) {
            if (codec.decodeRaw(message.value()) instanceof SheetRow) {
                checksums.merge(message.key(), RowCodec.checksum(message.value()), Long::sum);
            }
        }
        assertThat(closed).containsOnly(closed.get(0));
        assertThat(closed.get(0).sheets())
                .extracting(SheetClosed::sheet, SheetClosed::checksum)
                .containsExactlyInAnyOrderElementsOf(checksums.entrySet().stream()
                        .map(entry -> tuple(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private PublicationOutcome fetch(Site site) throws IOException {
        ManifestText text = Manifests.text("https://stats.example/visits/", "mode: discover\ninclude: ['*.csv']");
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        Fetcher fetcher = new Fetcher(
                Archive.in(directory.resolve("archive")),
                FetchSettings.of("DataWarp tests"),
                AllowedAddresses.with(Mirror.site(site.uri("/"))),
                CLOCK);
        FileReader reader = new FileReader(Files.createDirectories(directory.resolve("work")), ReadLimits.DEFAULT);
        try (Admin admin = Admin.create(client);
                ReleasePublisher publisher = new ReleasePublisher(
                        ReleasePublisher.producer(client),
                        RawTopics.through(admin, Map.of(), PARTITIONS),
                        reader::read,
                        CLOCK,
                        Throttle.NONE)) {
            PublicationFetcher publications = new PublicationFetcher(
                    new Discovery(fetcher, Mirror.site(site.uri("/")), CLOCK),
                    fetcher,
                    publisher,
                    LedgerStore.in(directory.resolve("ledger")),
                    event -> {},
                    CLOCK);
            return publications.fetch(new ManifestReader().read(text), text, ReleaseChoice.CHANGED);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> readAll() {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(RAW, partition))
                .toList();
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < expected) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private static String retention() throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, RAW);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            return config.get("retention.ms").value();
        }
    }
}
