package org.datawarp.ask.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.follow.DatasetFollower;
import org.datawarp.schemas.follow.DatasetRow;
import org.datawarp.schemas.follow.DatasetUpdate;
import org.datawarp.schemas.follow.FollowPosition;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who read topics from outside, over a real Kafka. Programs that are not installed here are passed over. */
@Tag("slow")
class TopicReadersIT {

    private static final Path PAGE = Path.of("..", "docs", "tapping.md");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private EmbeddedKafka broker;
    private Map<String, Object> kafka;
    private HandWrittenTopics topics;
    private TopicReader reader;

    @BeforeEach
    void start() throws ExecutionException, InterruptedException {
        broker = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        topics = new HandWrittenTopics(kafka);
        reader = new TopicReader(kafka);
        topics.release(3, "RRK", 5);
        topics.release(4, "RAJ", 7);
    }

    @AfterEach
    void stop() {
        topics.close();
        broker.close();
    }

    @Test
    void followsADatasetInJava() {
        FollowPosition position;
        try (DatasetFollower follower = DatasetFollower.open(kafka, "beds")) {
            DatasetUpdate whole = follower.poll(PATIENCE).orElseThrow();
            assertThat(whole.kind()).isEqualTo(DatasetUpdate.Kind.WHOLE);
            assertThat(beds(whole)).isEqualTo(Map.of("RRK", 5L, "RAJ", 7L));
            assertThat(whole.releases())
                    .extracting(release -> release.release().value())
                    .containsExactly("2025-04");
            position = whole.position();
        }
        topics.release(5, "RRK", 6);
        topics.begin(6, "RRK", 99);

        try (DatasetFollower follower = DatasetFollower.resume(kafka, "beds", position)) {
            DatasetUpdate next = follower.poll(PATIENCE).orElseThrow();
            assertThat(next.kind()).isEqualTo(DatasetUpdate.Kind.CHANGES);
            assertThat(beds(next)).isEqualTo(Map.of("RRK", 6L));
            assertThat(follower.poll(Duration.ZERO)).isEmpty();
        }
    }

    private static Map<String, @Nullable Object> beds(DatasetUpdate update) {
        Map<String, @Nullable Object> beds = new HashMap<>();
        update.changes().forEach(change -> {
            DatasetRow row = Optional.ofNullable(change.after()).orElseThrow();
            beds.put(String.valueOf(row.value("org")), row.value("beds"));
        });
        return beds;
    }

    @Test
    void findsTheLatestReleaseOfEachTopic() {
        topics.begin(5, "RRK", 99);
        LatestRelease latest = new LatestRelease(reader);

        assertThat(latest.find(HandWrittenTopics.RAW).offsets()).isEqualTo(Map.of(0, 3L, 1, 2L));
        assertThat(latest.find(HandWrittenTopics.CHANGES).offsets()).isEqualTo(Map.of(0, 1L));
        assertThat(latest.find(HandWrittenTopics.CHANGES).what()).isEqualTo("release 2025-04 of beds-monthly");
        assertThat(latest.find(Topics.transactions().name()).offsets()).isEqualTo(Map.of(0, 2L));
        assertThat(latest.find(Topics.schemas().name()).offsets()).isEqualTo(Map.of(0, 0L));
    }

    @Test
    void streamsOverHttpAndGoesOn() throws IOException, InterruptedException {
        TopicStart start = new LatestRelease(reader).find(HandWrittenTopics.CHANGES);
        StreamSettings settings =
                StreamSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Set.of());
        try (StreamServer server = StreamServer.start(start, reader, settings)) {
            assertThat(firstEvent(server, ""))
                    .satisfies(event -> assertThat(event.get(0)).isEqualTo("id: 0:2"))
                    .satisfies(event -> assertThat(event.get(1)).contains("\"org\":\"RAJ\"", "\"beds\":7"));
            assertThat(firstEvent(server, "0:0").get(1)).contains("\"org\":\"RRK\"");
        }
    }

    private static List<String> firstEvent(StreamServer server, String lastId)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:%d/".formatted(server.address().getPort())))
                .header("Last-Event-ID", lastId)
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return lines.filter(line -> line.startsWith("id:") || line.startsWith("data:"))
                    .limit(2)
                    .toList();
        }
    }

    @Test
    void followsADatasetInPython() throws IOException, InterruptedException {
        Matcher program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(program.find()).isTrue();
        Path script = Files.writeString(
                folder.resolve("follow.py"),
                program.group(1)
                        .replace("\"ae_provider\"", "\"beds\"")
                        .replace(
                                "print(len(rows)",
                                "print(sorted((r['org'], r['beds'], str(r['rate'])) for r in rows.values())"));
        topics.begin(5, "RRK", 99);

        Process python = python(script).start();
        try (BufferedReader lines = python.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("[('RAJ', 7, '1.50'), ('RRK', 5, '1.50')] rows");
            topics.release(6, "RRK", 6);
            assertThat(lines.readLine()).isEqualTo("[('RAJ', 7, '1.50'), ('RRK', 6, '1.50')] rows");
        } finally {
            python.destroyForcibly();
        }
    }

    /** One that has the packages; the test is passed over where there is none. */
    private ProcessBuilder python(Path script) throws IOException, InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            try {
                Process try1 = new ProcessBuilder(python, "-c", "import avro, confluent_kafka").start();
                if (try1.waitFor() == 0) {
                    ProcessBuilder program = new ProcessBuilder(python, script.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
                    program.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
                    return program;
                }
            } catch (IOException e) {
                // Not there: the next.
            }
        }
        assumeTrue(
                false,
                "no python3 with confluent_kafka and avro: apt-get install python3-confluent-kafka python3-avro");
        throw new AssertionError("not reached");
    }

    @Test
    void printsProgramsThatRunInPython() throws IOException, InterruptedException {
        assertThat(ran(HandWrittenTopics.CHANGES)).singleElement().asString().contains("'org': 'RAJ'", "'beds': 7");
        assertThat(ran(HandWrittenTopics.RAW)).hasSize(5).anyMatch(line -> line.contains("'text': 'RAJ'"));
        assertThat(ran(Topics.transactions().name())).hasSize(2);
        assertThat(ran(Topics.promotions().name())).hasSize(2).last().asString().contains("2025-04");
    }

    private List<String> ran(String topic) throws IOException, InterruptedException {
        Path script =
                Files.writeString(folder.resolve("tap.py"), commands(topic).python());
        return lines(python(script).start());
    }

    private ReaderCommands commands(String topic) {
        return new ReaderCommands(new LatestRelease(reader).find(topic), kafka, "./datawarp tap " + topic);
    }

    private static List<String> lines(Process process) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    @Test
    void printsCommandsThatRunInKcat() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kcat")), "no kcat: apt-get install kcat");

        assertThat(shell(commands(Topics.promotions().name()).kcat())).hasSize(2);
        assertThat(shell(commands(HandWrittenTopics.RAW).kcat()))
                .hasSize(5)
                .anyMatch(line -> line.startsWith("0 3 "))
                .anyMatch(line -> line.startsWith("1 2 "));
    }

    private static List<String> shell(String script) throws IOException, InterruptedException {
        return lines(new ProcessBuilder("timeout", "60", "sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Test
    void printsProgramsThatRunInJava() throws IOException {
        assertThat(begun(HandWrittenTopics.CHANGES)).startsWith("WHOLE up to 2:4:40");
        assertThat(begun(HandWrittenTopics.RAW)).contains("ReleaseOpened[run=0000000000000004");
    }

    /** The first line that a never-ending program prints. */
    private String begun(String topic) throws IOException {
        Path source =
                Files.writeString(folder.resolve("Tap.java"), commands(topic).java());
        Process java = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = java.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines()
                    .filter(line -> line.startsWith("WHOLE") || line.contains("Release"))
                    .findFirst()
                    .orElse("nothing");
        } finally {
            java.destroyForcibly();
        }
    }
}
