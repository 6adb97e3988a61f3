package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.datawarp.schemas.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent over the network, and what happens when the connection breaks. */
class S3ObjectStoreTest {

    private static final String KEY = "datasets/catalog.parquet";

    private static final int MIB = 1024 * 1024;

    private FakeS3 server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        store = S3ObjectStore.open(new StoreSettings(server.endpoint(), "auto", "lake", "key", "secret"));
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    @Tag("B1")
    void sendsBodiesAsTheyAreAndNoChecksumThatR2MightNotKnow() throws IOException {
        store.put(KEY, text("rows"));

        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("rows");
        assertThat(server.written()).singleElement().satisfies(headers -> {
            assertThat(headers.keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-trailer"))
                    .noneMatch(name -> name.equalsIgnoreCase("Transfer-Encoding"));
            assertThat(headers.getFirst("Content-Encoding")).isNull();
            assertThat(headers.getFirst("Content-Length")).isEqualTo("4");
            assertThat(headers.getFirst("Content-Type")).isEqualTo("application/vnd.apache.parquet");
        });
    }

    /** R2 asks for equal parts of an upload; there are none, up to the largest part that a dataset has. */
    @ParameterizedTest
    @Tag("B2")
    @ValueSource(ints = {1, 5 * MIB - 1, 5 * MIB + 1, 17 * MIB, 64 * MIB})
    void writesAnObjectOfAnySizeByOneRequest(int bytes, @TempDir Path folder) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Path part = Files.write(folder.resolve("part.parquet"), content);

        store.create("datasets/beds/beds-1.parquet", ObjectContent.of(part));
        store.download("datasets/beds/beds-1.parquet", folder.resolve("back.parquet"));

        assertThat(server.written())
                .singleElement()
                .satisfies(headers ->
                        assertThat(headers.getFirst("Content-Length")).isEqualTo(Integer.toString(bytes)));
        assertThat(folder.resolve("back.parquet")).hasSameBinaryContentAs(part);
    }

    /** As S3 names multipart uploads, as other stores name anything, and as proxies name what they have changed. */
    @ParameterizedTest
    @Tag("B3")
    @ValueSource(
            strings = {
                "\"9b2cf535f27731c974343645a3985328-%d\"",
                "\"no digest, version %d\"",
                "unquoted-%d",
                "W/\"weak-%d\"",
                "\"%d\""
            })
    void sendsTheNameOfAVersionBackAsItCame(String format) throws IOException {
        server.namesVersions(format);

        ObjectVersion first = store.create(KEY, text("v1"));
        ObjectVersion second = store.replace(KEY, text("v2"), first);

        assertThatThrownBy(() -> store.replace(KEY, text("v3"), first)).isInstanceOf(ObjectChangedException.class);
        store.replace(KEY, text("v4"), second);
        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v4");
        server.happens(FakeS3.Trouble.REPLY_LOST);
        store.create("datasets/other.json", text("v1"));
    }

    @Test
    @Tag("B6")
    void takesAReplaceWhoseReplyWasLostAsDone() throws IOException {
        ObjectVersion seen = store.create(KEY, text("v1"));
        server.happens(FakeS3.Trouble.REPLY_LOST);

        ObjectVersion now = store.replace(KEY, text("v2"), seen);

        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v2");
        store.replace(KEY, text("v3"), now);
        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v3");
    }

    @Test
    @Tag("B6")
    void takesACreateWhoseReplyWasLostAsDone() throws IOException {
        server.happens(FakeS3.Trouble.REPLY_LOST);

        store.create(KEY, text("v1"));

        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v1");
    }

    @Test
    void asksAgainWhenTheStoreIsBusy() throws IOException {
        server.happens(FakeS3.Trouble.SLOW_DOWN);
        server.happens(FakeS3.Trouble.TOO_MANY);

        store.create(KEY, text("v1"));

        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v1");
        assertThat(server.written()).hasSize(3);
    }

    @Test
    @Tag("D8")
    void saysWhatFailedAndWhereWithoutTheSecret() {
        for (int i = 0; i < 10; i++) {
            server.happens(FakeS3.Trouble.SLOW_DOWN);
        }

        assertThatThrownBy(() -> store.create(KEY, text("v1")))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageStartingWith("Cannot write datasets/catalog.parquet, %s/lake: ".formatted(server.endpoint()))
                .hasMessageNotContaining("secret");
    }

    @Test
    @Tag("D7")
    void correctsItsTimeByTheStoresClock() throws IOException {
        server.happens(FakeS3.Trouble.ANOTHER_TIME);

        store.create(KEY, text("v1"));

        assertThat(store.get(KEY).orElseThrow().bytes()).asString().isEqualTo("v1");
    }

    @Test
    @Tag("D7")
    void saysThatTheClockIsWrongAndWhatToDo() {
        for (int i = 0; i < 10; i++) {
            server.happens(FakeS3.Trouble.ANOTHER_TIME);
        }

        assertThatThrownBy(() -> store.create(KEY, text("v1")))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("this machine's clock is wrong")
                .hasMessageContaining("whose clock says ")
                .hasMessageContaining(" GMT")
                .hasMessageContaining("set the clock");
    }

    private static ObjectContent text(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
