package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedStackIT {

    @TempDir
    private Path directory;

    @Test
    void keepsItsContentsAndItsPortsOverARestart() throws Exception {
        List<Integer> ports;
        try (EmbeddedStack first = startAll()) {
            ports = ports(first);
            StackContents.prepare(first);
            StackContents.write(first, "first");
        }

        try (EmbeddedStack second = startAll()) {
            assertThat(ports(second)).isEqualTo(ports);
            StackContents.assertHolds(second, "first");
        }
    }

    @Test
    @Tag("A1")
    void keepsEveryWordOfProcessesThatWereKilled() throws Exception {
        for (String word : List.of("first", "second")) {
            StackProcess.writing(directory, word).kill();
        }

        try (EmbeddedStack survivor = startAll()) {
            StackContents.assertHolds(survivor, "first", "second");
        }
    }

    @Test
    void keepsItsPortsThoughAKilledProcessLeftTheDatabaseRunning() throws Exception {
        StackProcess killed = StackProcess.writing(directory, "first");
        List<String> before = Files.readAllLines(directory.resolve("ports.properties"));
        killed.kill();
        assertThat(PostmasterPid.of(directory.resolve("postgres/data")).isRunning())
                .isTrue();

        startAll().close();

        assertThat(withoutComments(Files.readAllLines(directory.resolve("ports.properties"))))
                .isEqualTo(withoutComments(before));
    }

    @Test
    void refusesADirectoryThatAnotherProcessUses() throws Exception {
        try (StackProcess other = StackProcess.writing(directory, "first")) {
            assertThatThrownBy(this::startAll)
                    .as("while %s runs", other)
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("stop that instance");
        }
    }

    /** As the kernel says: one address and port a socket, in hexadecimal. */
    @Test
    @Tag("D10")
    @EnabledOnOs(OS.LINUX)
    void listensOnThisMachineOnly() throws IOException {
        try (EmbeddedStack stack = startAll()) {
            List<String> wanted =
                    ports(stack).stream().map(port -> ":%04X".formatted(port)).toList();
            List<String> listening = new ArrayList<>();
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.strip().split("\\s+", -1);
                    if (fields[3].equals("0A") && wanted.stream().anyMatch(fields[1]::endsWith)) {
                        listening.add(fields[1].replaceFirst(":.*", ""));
                    }
                }
            }

            assertThat(listening)
                    .hasSameSizeAs(wanted)
                    .isSubsetOf("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");
        }
    }

    @Test
    void startsOnlyWhatWasAskedFor() {
        try (EmbeddedStack stack =
                EmbeddedStack.builder(directory).withObjectStore("lake").start()) {
            assertThat(stack.objectStore().bucket()).isEqualTo("lake");
            assertThatThrownBy(stack::kafka)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Kafka");
            assertThatThrownBy(stack::database)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("database");
            assertThat(directory.resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void closesTwiceWithoutHarm() {
        EmbeddedStack stack = startAll();

        stack.close();
        stack.close();

        startAll().close();
    }

    @Test
    void takesAnotherPortWhenTheRememberedOneIsTaken() throws IOException {
        int remembered = startObjectStore();
        try (ServerSocket taken = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress())) {
            assertThat(startObjectStore()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void stopsTheOthersWhenOnePartDoesNotStart() throws IOException {
        Files.createFile(directory.resolve("objects"));

        assertThatThrownBy(this::startAll)
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(directory.resolve("objects").toString());

        Files.delete(directory.resolve("objects"));
        startAll().close();
    }

    private EmbeddedStack startAll() {
        return EmbeddedStack.builder(directory)
                .withKafka()
                .withDatabase()
                .withObjectStore()
                .binariesIn(SharedBinaries.DIRECTORY)
                .start();
    }

    private int startObjectStore() {
        try (EmbeddedStack stack =
                EmbeddedStack.builder(directory).withObjectStore().start()) {
            return stack.objectStore().port();
        }
    }

    private static List<Integer> ports(EmbeddedStack stack) {
        return List.of(
                stack.kafka().port(),
                stack.database().port(),
                stack.objectStore().port());
    }

    private static List<String> withoutComments(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("#")).toList();
    }
}
