package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedPortsTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("ports.properties");
    }

    @Test
    void wantsAnyPortTheFirstTime() throws IOException {
        assertThat(new RememberedPorts(file).wanted("kafka")).isZero();
    }

    @Test
    void wantsThePortOfTheLastStart() throws IOException {
        int port = FreePorts.find();
        remember(port);

        assertThat(new RememberedPorts(file).wanted("kafka")).isEqualTo(port);
    }

    @Test
    void wantsAnyPortWhenTheLastOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            remember(taken.getLocalPort());

            assertThat(new RememberedPorts(file).wanted("kafka")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka=", "kafka=abc", "kafka=99999", "kafka=-1", "other=1"})
    void wantsAnyPortWhenTheFileIsNoHelp(String line) throws IOException {
        Files.writeString(file, line);

        assertThat(new RememberedPorts(file).wanted("kafka")).isZero();
    }

    @Test
    void givesAServiceItsFirstPortAgain() throws IOException {
        int first = RememberedPorts.claim(directory, "samples");

        assertThat(RememberedPorts.claim(directory, "samples")).isEqualTo(first);
    }

    @Test
    void comesBackToTheFirstPortAfterItWasTakenForAWhile() throws IOException {
        int first = RememberedPorts.claim(directory, "samples");
        try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(RememberedPorts.claim(directory, "samples")).isNotEqualTo(other.getLocalPort());
        }

        assertThat(RememberedPorts.claim(directory, "samples")).isEqualTo(first);
    }

    private void remember(int port) throws IOException {
        RememberedPorts ports = new RememberedPorts(file);
        ports.remember("kafka", port);
        ports.save();
    }
}
