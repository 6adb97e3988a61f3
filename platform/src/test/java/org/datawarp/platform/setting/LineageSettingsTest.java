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

class LineageSettingsTest {

    @Test
    void isOffWhenNothingIsSet() {
        assertThat(LineageSettings.read(Map.of())).isEmpty();
    }

    @Test
    void addsTheUsualPathToAnAddressThatHasNone() {
        assertThat(LineageSettings.read(Map.of("DATAWARP_OPENLINEAGE_URL", "http://marquez:5000/")))
                .contains(new LineageSettings(URI.create("http://marquez:5000/api/v1/lineage"), "", "datawarp"));
    }

    @Test
    void takesAnotherPathAsItStands() {
        assertThat(LineageSettings.read(
                        Map.of("DATAWARP_OPENLINEAGE_URL", "https://catalogue.example/openapi/lineage/")))
                .contains(new LineageSettings(URI.create("https://catalogue.example/openapi/lineage"), "", "datawarp"));
    }

    @Test
    void readsTheKeyFromAFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");

        assertThat(LineageSettings.read(Map.of(
                        "DATAWARP_OPENLINEAGE_URL", "https://lineage.example",
                        "DATAWARP_OPENLINEAGE_NAMESPACE", "trust-a",
                        "DATAWARP_OPENLINEAGE_API_KEY_FILE", secret.toString())))
                .contains(
                        new LineageSettings(URI.create("https://lineage.example/api/v1/lineage"), "s3cret", "trust-a"));
    }

    @Test
    void refusesAKeyForNobody() {
        assertThatThrownBy(() -> LineageSettings.read(Map.of("DATAWARP_OPENLINEAGE_API_KEY", "s3cret")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("DATAWARP_OPENLINEAGE_URL")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void refusesALoginInTheAddressWithoutShowingIt() {
        assertThatThrownBy(() ->
                        LineageSettings.read(Map.of("DATAWARP_OPENLINEAGE_URL", "https://me:s3cret@lineage.example")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("DATAWARP_OPENLINEAGE_API_KEY")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void tellsEveryProblem() {
        assertThatThrownBy(() -> LineageSettings.read(Map.of(
                        "DATAWARP_OPENLINEAGE_URL", "marquez:5000", "DATAWARP_OPENLINEAGE_API_KEY", "two words")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("DATAWARP_OPENLINEAGE_URL: found \"marquez:5000\"")
                .hasMessageContaining("DATAWARP_OPENLINEAGE_API_KEY:")
                .message()
                .doesNotContain("two words");
    }

    @Test
    void neverShowsTheKey() {
        assertThat(new LineageSettings(URI.create("http://l"), "s3cret", "here").toString())
                .isEqualTo("http://l");
    }
}
