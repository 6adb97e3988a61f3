package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void neverFindsTheSamePortTwice() {
        Set<Integer> found = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            assertThat(found.add(FreePorts.find())).isTrue();
        }
    }

    @Test
    void claimsTheWantedPortWhileItIsFree() {
        int free = FreePorts.find();

        assertThat(FreePorts.claim(free, "a service")).isEqualTo(free);
    }

    @Test
    void claimsAnyPortWhenNoneIsWanted() {
        assertThat(FreePorts.claim(0, "a service")).isBetween(1, 65_535);
    }

    @Test
    void refusesAPortThatIsTakenAndNamesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> FreePorts.claim(port, "a service"))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("a service")
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("choose another port");
        }
    }
}
