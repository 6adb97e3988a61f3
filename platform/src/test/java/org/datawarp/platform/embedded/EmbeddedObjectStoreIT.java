package org.datawarp.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the rest relies on in an object store, proved with the client that the rest uses. */
class EmbeddedObjectStoreIT {

    private static final int MIB = 1024 * 1024;

    @TempDir
    private static Path directory;

    private static EmbeddedObjectStore store;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        store = EmbeddedObjectStore.start(directory.resolve("objects"), 0, "lake");
        s3 = S3Clients.of(store);
    }

    @AfterAll
    static void stop() {
        s3.close();
        store.close();
    }

    @Test
    void servesAnEndpointBucketAndKeysThatAreGiven() {
        URI endpoint = URI.create("http://localhost:" + FreePorts.find());
        EmbeddedObjectStore.Keys keys = new EmbeddedObjectStore.Keys("reader", "a-secret-that-was-given");
        try (EmbeddedObjectStore served =
                        EmbeddedObjectStore.serve(directory.resolve("served"), endpoint, "given", keys);
                S3Client client = S3Clients.of(served)) {
            client.putObject(request -> request.bucket("given").key("a"), RequestBody.fromString("text"));

            assertThat(served.directory().resolve("a")).hasContent("text");
            assertThat(served.endpoint()).isEqualTo(endpoint);
            assertThat(keys).hasToString("reader");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://store:8080", "http://store", "store:8080"})
    void refusesAnEndpointThatItCannotListenOn(String endpoint) {
        assertThatThrownBy(() -> EmbeddedObjectStore.serve(
                        directory.resolve("refused"),
                        URI.create(endpoint),
                        "given",
                        new EmbeddedObjectStore.Keys("key", "secret")))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(endpoint)
                .hasMessageContaining("http://store:8080");
    }

    @Test
    void readsBackTheBytesOfASmallObject() {
        byte[] bytes = randomBytes(1_000);

        put("small.bin", bytes);

        assertThat(get("small.bin").asByteArray()).isEqualTo(bytes);
    }

    @Test
    void readsBackTheBytesOfAnObjectOf20Mib() {
        byte[] bytes = randomBytes(20 * MIB);

        put("large/part-1.bin", bytes);

        assertThat(get("large/part-1.bin").asByteArray()).isEqualTo(bytes);
    }

    @Test
    void readsBackTheBytesOfAnEmptyObject() {
        put("empty.bin", new byte[0]);

        assertThat(get("empty.bin").asByteArray()).isEmpty();
    }

    @Test
    void keepsAnObjectAsAPlainFileUnderItsKey() throws IOException {
        put("datasets/plain.txt", "as it is".getBytes(UTF_8));

        assertThat(Files.readString(store.directory().resolve("datasets/plain.txt")))
                .isEqualTo("as it is");
    }

    @Test
    void createsAnObjectThatIsAbsentWhenAskedToCreateOnly() {
        assertThat(create("new.txt", "first")).isNotBlank();
    }

    @Test
    void refusesToCreateAnObjectThatExists() {
        create("once.txt", "first");

        assertStatus(412, () -> create("once.txt", "second"));
        assertThat(get("once.txt").asUtf8String()).isEqualTo("first");
    }

    @Test
    void refusesToReplaceAnObjectThatChangedMeanwhile() {
        String stale = put("changed.txt", "first".getBytes(UTF_8));
        put("changed.txt", "second".getBytes(UTF_8));

        assertStatus(412, () -> replace("changed.txt", stale, "third"));
        assertThat(get("changed.txt").asUtf8String()).isEqualTo("second");
    }

    @Test
    void replacesAnObjectThatIsAsExpected() {
        String current = put("replaced.txt", "first".getBytes(UTF_8));

        String next = replace("replaced.txt", current, "second");

        assertThat(next).isNotEqualTo(current);
        assertThat(get("replaced.txt").asUtf8String()).isEqualTo("second");
    }

    @Test
    void givesTheSameEtagWhetherAnObjectIsWrittenReadOrListed() {
        String written = put("etag/one.txt", "text".getBytes(UTF_8));

        assertThat(get("etag/one.txt").response().eTag()).isEqualTo(written);
        assertThat(s3.headObject(h -> h.bucket("lake").key("etag/one.txt")).eTag())
                .isEqualTo(written);
        assertThat(s3.listObjectsV2(l -> l.bucket("lake").prefix("etag/")).contents())
                .singleElement()
                .satisfies(object -> assertThat(object.eTag()).isEqualTo(written));
    }

    @Test
    void honoursConditionsOnAFileThatWasPlacedByHand() throws IOException {
        Files.writeString(store.directory().resolve("by-hand.txt"), "first");
        String current = get("by-hand.txt").response().eTag();

        assertStatus(412, () -> replace("by-hand.txt", "\"00000000000000000000000000000000\"", "second"));
        replace("by-hand.txt", current, "second");

        assertThat(get("by-hand.txt").asUtf8String()).isEqualTo("second");
    }

    @Test
    void refusesToReplaceAnObjectThatIsAbsent() {
        assertStatus(404, () -> replace("absent.txt", "\"d41d8cd98f00b204e9800998ecf8427e\"", "text"));
    }

    @Test
    void letsOneOfManyWritersCreateAnObject() throws Exception {
        List<Boolean> created = inParallel(8, writer -> () -> attempt(() -> create("race.txt", "writer " + writer)));

        assertThat(created).filteredOn(won -> won).hasSize(1);
    }

    @Test
    @Tag("B5")
    void losesNoUpdateWhenManyWritersReplaceTheSameObject() throws Exception {
        put("counter.txt", "0".getBytes(UTF_8));

        inParallel(8, writer -> () -> {
            for (int done = 0; done < 25; ) {
                done += attempt(this::countUp) ? 1 : 0;
            }
            return true;
        });

        assertThat(get("counter.txt").asUtf8String()).isEqualTo("200");
    }

    private void countUp() {
        ResponseBytes<GetObjectResponse> current = get("counter.txt");
        int count = Integer.parseInt(current.asUtf8String());
        replace("counter.txt", current.response().eTag(), String.valueOf(count + 1));
    }

    @Test
    void refusesToCompleteAnUploadInPartsOverAnObjectThatExists() {
        put("parts.bin", randomBytes(10));
        String upload =
                s3.createMultipartUpload(m -> m.bucket("lake").key("parts.bin")).uploadId();
        String part = s3.uploadPart(
                        p -> p.bucket("lake").key("parts.bin").uploadId(upload).partNumber(1),
                        RequestBody.fromBytes(randomBytes(5 * MIB)))
                .eTag();

        assertStatus(
                412,
                () -> s3.completeMultipartUpload(c -> c.bucket("lake")
                        .key("parts.bin")
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(u -> u.parts(
                                CompletedPart.builder().partNumber(1).eTag(part).build()))));
    }

    @Test
    void readsARangeAndASuffix() {
        put("range.txt", "0123456789".getBytes(UTF_8));

        assertThat(s3.getObjectAsBytes(g -> g.bucket("lake").key("range.txt").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
        assertThat(s3.getObjectAsBytes(g -> g.bucket("lake").key("range.txt").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
    }

    @Test
    void listsKeysInOrderPageByPage() {
        List.of("list/b", "list/a", "list/c/d", "other").forEach(key -> put(key, randomBytes(1)));

        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(l -> l.bucket("lake").prefix("list/").maxKeys(2))
                .contents()
                .forEach(object -> keys.add(object.key()));

        assertThat(keys).containsExactly("list/a", "list/b", "list/c/d");
    }

    @Test
    void refusesAStranger() {
        try (S3Client stranger = S3Clients.of(store.endpoint(), store.accessKey(), "wrong")) {
            assertStatus(403, () -> stranger.listObjectsV2(l -> l.bucket("lake")));
        }
    }

    @Test
    void keepsObjectsTheirEtagsAndTheSecretOverARestart(@TempDir Path other) {
        String etag;
        String secret;
        try (EmbeddedObjectStore first = EmbeddedObjectStore.start(other, 0, "lake");
                S3Client client = S3Clients.of(first)) {
            secret = first.secretKey();
            etag = client.putObject(p -> p.bucket("lake").key("kept"), RequestBody.fromString("text"))
                    .eTag();
        }

        try (EmbeddedObjectStore second = EmbeddedObjectStore.start(other, 0, "lake");
                S3Client client = S3Clients.of(second)) {
            assertThat(second.secretKey()).isEqualTo(secret);
            assertThat(client.headObject(h -> h.bucket("lake").key("kept")).eTag())
                    .isEqualTo(etag);
        }
    }

    @Test
    @Tag("B12")
    void sweepsWhatAnUploadThatWasCutShortLeftBehind(@TempDir Path other) throws IOException {
        EmbeddedObjectStore.start(other, 0, "lake").close();
        Path datasets = Files.createDirectories(other.resolve("buckets/lake/datasets"));
        Path leftover = Files.writeString(datasets.resolve("part.parquet-" + UUID.randomUUID()), "half");
        Path placedByHand = Files.writeString(datasets.resolve("part.parquet"), "whole");

        EmbeddedObjectStore.start(other, 0, "lake").close();

        assertThat(leftover).doesNotExist();
        assertThat(placedByHand).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UPPER", "../up", "a/b", "no"})
    void refusesABucketNameThatS3DoesNotAllow(String name, @TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedObjectStore.start(other, 0, name))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    @Test
    void refusesAPortThatIsTaken(@TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedObjectStore.start(other, store.port(), "lake"))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("127.0.0.1:" + store.port());
    }

    private String put(String key, byte[] bytes) {
        return s3.putObject(p -> p.bucket("lake").key(key), RequestBody.fromBytes(bytes))
                .eTag();
    }

    private String create(String key, String text) {
        return s3.putObject(p -> p.bucket("lake").key(key).ifNoneMatch("*"), RequestBody.fromString(text))
                .eTag();
    }

    private String replace(String key, String expectedEtag, String text) {
        return s3.putObject(p -> p.bucket("lake").key(key).ifMatch(expectedEtag), RequestBody.fromString(text))
                .eTag();
    }

    private ResponseBytes<GetObjectResponse> get(String key) {
        return s3.getObjectAsBytes(g -> g.bucket("lake").key(key));
    }

    /** Whether the store carried it out; false if it refused on a condition. */
    private static boolean attempt(Runnable request) {
        try {
            request.run();
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    private static void assertStatus(int expected, ThrowingCallable request) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, request);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(expected);
    }

    private interface Writer {
        Callable<Boolean> number(int writer);
    }

    private static List<Boolean> inParallel(int writers, Writer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                results.add(threads.submit(work.number(writer)));
            }
            List<Boolean> outcomes = new ArrayList<>();
            for (Future<Boolean> result : results) {
                outcomes.add(result.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
