package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.datawarp.platform.setting.Settings.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerReaderTest {

    private static Worker read(Map<String, String> environment) {
        SettingValues values = new SettingValues(Map.of(), environment);
        Worker worker = new WorkerReader(values, Path.of("home")).read();
        values.refuseProblems();
        return worker;
    }

    @Test
    void knowsNoPublicAddressAndTrustsNoProxyUnlessTold() {
        Worker worker = read(Map.of());

        assertThat(worker.publicUrl()).isNull();
        assertThat(worker.environment()).containsOnly(Map.entry("PUBLIC_URL", ""), Map.entry("TRUSTED_PROXIES", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.example.org, https://data.example.org/",
        "' https://data.example.org/ ', https://data.example.org/",
        "http://10.0.0.7:8787, http://10.0.0.7:8787/",
    })
    void readsThePublicAddress(String text, URI address) {
        Worker worker = read(Map.of("PUBLIC_URL", text));

        assertThat(worker.publicUrl()).isEqualTo(address);
        assertThat(worker.environment()).containsEntry("PUBLIC_URL", address.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.example.org",
                "data.example.org:443",
                "ftp://data.example.org",
                "https://",
                "https://data.example.org/data",
                "https://data.example.org//",
                "https://data.example.org?x=1",
                "https://data.example.org/#x",
                "https://a b",
                "mailto:me@example.org",
            })
    void refusesWhatIsNoPublicAddress(String text) {
        assertThatThrownBy(() -> read(Map.of("PUBLIC_URL", text)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("PUBLIC_URL: found \"%s\", expected a URL".formatted(text))
                .hasMessageContaining("https://data.example.org");
    }

    @Test
    void refusesALoginWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("PUBLIC_URL", "https://me:s3cret@data.example.org")))
                .hasMessageContaining("PUBLIC_URL")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void readsAddressesAndBlocksOfProxies() {
        Worker worker = read(Map.of("TRUSTED_PROXIES", "10.0.0.7, 172.16.0.0/12,,::1, fd00::/8, ::ffff:10.0.0.0/104"));

        assertThat(worker.trustedProxies())
                .containsExactly("10.0.0.7", "172.16.0.0/12", "::1", "fd00::/8", "::ffff:10.0.0.0/104");
        assertThat(worker.environment()).containsEntry("TRUSTED_PROXIES", String.join(",", worker.trustedProxies()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.org",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.256",
                "10.0.0",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.7:443",
                "fd00::/129",
                "fd00:::1",
                "12345::",
                "[::1]",
                "*",
                "10.0.0.7 10.0.0.8",
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> read(Map.of("TRUSTED_PROXIES", "10.0.0.1," + text)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TRUSTED_PROXIES: found \"%s\", expected addresses".formatted(text));
    }
}
