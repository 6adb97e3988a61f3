package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a log as Kafka writes them, and what is found when one byte differs. */
@Tag("A21")
class KafkaLogsTest {

    private static final int BATCHES = 3;

    @TempDir
    Path directory;

    private Path first;
    private Path last;
    private KafkaLogs logs;

    @BeforeEach
    void write() throws IOException {
        logs = new KafkaLogs(directory);
        Path partition = Files.createDirectories(directory.resolve("log").resolve("topic-a-0"));
        first = partition.resolve("00000000000000000000.log");
        last = partition.resolve("00000000000000000020.log");
        Files.write(first, segment(0, 2));
        Files.write(last, segment(20, 1));
        stopInOrder(true);
    }

    private void stopInOrder(boolean inOrder) throws IOException {
        Path mark = directory.resolve("log").resolve(".kafka_cleanshutdown");
        if (inOrder) {
            Files.write(mark, new byte[0]);
        } else {
            Files.delete(mark);
        }
    }

    /** @param step more than 1 where compaction removed records */
    private static byte[] segment(long firstOffset, int step) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
        for (int batch = 0; batch < BATCHES; batch++) {
            bytes.put(MemoryRecords.withRecords(
                            firstOffset + (long) batch * step,
                            Compression.NONE,
                            new SimpleRecord(("row " + batch).getBytes(StandardCharsets.UTF_8)))
                    .buffer());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void findsNothingInWholeLogs() throws IOException {
        assertThat(logs.damage()).isEmpty();
    }

    @Test
    void findsAChangeOfAnyByteButOneThatSaysNothing() throws IOException {
        byte[] whole = Files.readAllBytes(last);
        // The epoch of the last batch may be any later one: nothing follows from it.
        Set<Integer> free = Set.of(12, 13, 14, 15);
        int length = whole.length / BATCHES;

        for (int at = 0; at < whole.length; at++) {
            flip(last, at);
            if (at < length * (BATCHES - 1) || !free.contains(at % length)) {
                assertThat(logs.damage())
                        .as("byte %d", at)
                        .extractingByKey("topic-a")
                        .asString()
                        .startsWith("topic-a-0/00000000000000000020.log, byte ");
            }
            Files.write(last, whole);
        }
    }

    @Test
    void findsDamageInAnEarlierFileThatWasCompacted() throws IOException {
        flip(first, 70);

        assertThat(logs.damage()).containsOnlyKeys("topic-a");
    }

    @Test
    void leavesAnEndThatWasCutOffToTheBroker() throws IOException {
        stopInOrder(false);
        byte[] whole = Files.readAllBytes(last);

        Files.write(last, Arrays.copyOf(whole, whole.length - 5));
        assertThat(logs.damage()).isEmpty();
        Files.write(last, Arrays.copyOf(whole, whole.length + 100));
        assertThat(logs.damage()).isEmpty();
        Files.write(last, whole);
        flip(last, whole.length - 2);
        assertThat(logs.damage()).isEmpty();
    }

    @Test
    void findsDamageBeforeTheEndAlsoAfterAKill() throws IOException {
        stopInOrder(false);
        byte[] whole = Files.readAllBytes(last);
        int length = whole.length / BATCHES;

        for (int at :
                IntStream.range(0, length).filter(at -> at < 12 || at > 15).toArray()) {
            flip(last, at);
            assertThat(logs.damage()).as("byte %d", at).containsOnlyKeys("topic-a");
            Files.write(last, whole);
        }
    }

    @Test
    void findsThatALogEndsBeforeWhatWasOnTheDisk() throws IOException {
        Path ends = directory.resolve("log").resolve("recovery-point-offset-checkpoint");
        Files.writeString(ends, "0\n2\ntopic-a 0 23\nother 1 7\n");
        assertThat(logs.damage()).isEmpty();

        Files.write(last, new byte[0]);
        assertThat(logs.damage())
                .containsEntry("topic-a", "topic-a-0: found an end at the offset 20, expected one at 23 or later");

        logs.setAside(Set.of("topic-a"));
        assertThat(ends).hasContent("0\n1\nother 1 7\n");
    }

    @Test
    void setsLogsAsideUntilTheyAreForgotten() throws IOException {
        Files.createDirectories(directory.resolve("log").resolve("topic-b-3"));

        logs.setAside(Set.of("topic-a"));

        assertThat(logs.topics()).containsExactly("topic-b");
        assertThat(logs.topicsAside()).containsExactly("topic-a");
        assertThat(logs.damage()).isEqualTo(Map.of());
        logs.forget(Set.of("topic-a"));
        assertThat(logs.aside()).doesNotExist();
    }

    @Test
    void setsEverythingAside() throws IOException {
        logs.setAllAside();

        assertThat(directory.resolve("log")).doesNotExist();
        assertThat(logs.topicsAside()).containsExactly("topic-a");
    }
}
