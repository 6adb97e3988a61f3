package org.datawarp.platform.service;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.datawarp.platform.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseLoginTest {

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings.Database database = new Settings.Database(
                    silent.getInetAddress().getHostAddress(),
                    silent.getLocalPort(),
                    "datawarp",
                    "datawarp_reader",
                    "unused",
                    Map.of());

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            DatabaseLogin.open(database, Duration.ofSeconds(1)).close());
        }
    }
}
