package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No model is asked unless one is named, and what names it is checked. */
class ModelSettingsTest {

    @Test
    void isOffWhenNothingIsSet() {
        assertThat(ModelSettings.read(Map.of("DATAWARP_MODEL", "small"))).isEmpty();
    }

    @Test
    void takesGeminiByItsKey() {
        assertThat(ModelSettings.read(Map.of("GEMINI_API_KEY", "g-key")))
                .contains(new ModelSettings(
                        ModelSettings.Kind.GEMINI,
                        URI.create("https://generativelanguage.googleapis.com"),
                        "gemini-2.5-flash",
                        "g-key"));
    }

    @Test
    void takesAnyServerByItsUrl() {
        assertThat(ModelSettings.read(Map.of(
                        "DATAWARP_MODEL_URL", "http://localhost:11434/v1",
                        "DATAWARP_MODEL", "small",
                        "GEMINI_API_KEY", "g-key")))
                .contains(new ModelSettings(
                        ModelSettings.Kind.CHAT, URI.create("http://localhost:11434/v1"), "small", ""));
    }

    @Test
    void tellsEveryProblem() {
        assertThatThrownBy(() -> ModelSettings.read(Map.of("DATAWARP_MODEL_URL", "localhost:11434")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("DATAWARP_MODEL:")
                .hasMessageContaining("DATAWARP_MODEL_URL: found \"localhost:11434\"");
    }

    @Test
    void neverShowsTheKey() {
        assertThat(new ModelSettings(ModelSettings.Kind.CHAT, URI.create("http://m"), "small", "s3cret").toString())
                .doesNotContain("s3cret");
    }
}
