package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrySettingsTest {

    @Test
    void isOffWhenNothingIsSet() {
        assertThat(RegistrySettings.read(Map.of())).isEmpty();
    }

    @Test
    void takesAnAddressWithAPath() {
        assertThat(RegistrySettings.read(Map.of("SCHEMA_REGISTRY_URL", "http://apicurio:8080/apis/ccompat/v7/")))
                .contains(new RegistrySettings(URI.create("http://apicurio:8080/apis/ccompat/v7"), "", ""));
    }

    @Test
    void readsThePasswordFromAFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");

        assertThat(RegistrySettings.read(Map.of(
                        "SCHEMA_REGISTRY_URL", "https://registry.example",
                        "SCHEMA_REGISTRY_USERNAME", "datawarp",
                        "SCHEMA_REGISTRY_PASSWORD_FILE", secret.toString())))
                .contains(new RegistrySettings(URI.create("https://registry.example"), "datawarp", "s3cret"));
    }

    @Test
    void tellsEveryProblem() {
        assertThatThrownBy(() -> RegistrySettings.read(
                        Map.of("SCHEMA_REGISTRY_URL", "registry:8081", "SCHEMA_REGISTRY_PASSWORD", "s3cret")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("SCHEMA_REGISTRY_URL: found \"registry:8081\"")
                .hasMessageContaining("SCHEMA_REGISTRY_USERNAME:")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void refusesALoginInTheAddressWithoutShowingIt() {
        assertThatThrownBy(() -> RegistrySettings.read(Map.of("SCHEMA_REGISTRY_URL", "https://me:s3cret@registry")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("SCHEMA_REGISTRY_USERNAME")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new RegistrySettings(URI.create("http://r"), "me", "s3cret").toString())
                .doesNotContain("s3cret");
    }
}
