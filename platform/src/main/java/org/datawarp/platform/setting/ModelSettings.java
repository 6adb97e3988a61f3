package org.datawarp.platform.setting;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A language model to ask for descriptions.
 *
 * @param address of its server
 * @param key empty when the server asks for none
 */
public record ModelSettings(Kind kind, URI address, String model, String key) {

    /** The API of its server. */
    public enum Kind {
        GEMINI,
        /** Chat completions, as OpenAI has them. */
        CHAT
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "%s at %s".formatted(model, address);
    }

    /**
     * Reads the settings of the model. One that is named by its URL is preferred to Gemini.
     *
     * @param environment as {@link System#getenv()}
     * @return empty when no model is set
     * @throws InvalidSettingsException naming what is wrong
     */
    public static Optional<ModelSettings> read(Map<String, String> environment) {
        SettingValues values = new SettingValues(Map.of(), environment);
        String url = values.value(Setting.DATAWARP_MODEL_URL);
        String gemini = values.value(Setting.GEMINI_API_KEY);
        if (url.isEmpty() && gemini.isEmpty()) {
            values.refuseProblems();
            return Optional.empty();
        }
        String model = values.value(Setting.DATAWARP_MODEL);
        if (!url.isEmpty() && model.isEmpty()) {
            values.problem(
                    Setting.DATAWARP_MODEL,
                    "",
                    "the model's name, since %s is set".formatted(Setting.DATAWARP_MODEL_URL));
        }
        Setting addressed = url.isEmpty() ? Setting.GEMINI_URL : Setting.DATAWARP_MODEL_URL;
        URI address = address(addressed, values);
        String key = values.value(Setting.DATAWARP_MODEL_KEY);
        values.refuseProblems();
        return Optional.of(
                url.isEmpty()
                        ? new ModelSettings(Kind.GEMINI, address, model.isEmpty() ? GEMINI_MODEL : model, gemini)
                        : new ModelSettings(Kind.CHAT, address, model, key));
    }

    /** Quick and cheap, and good enough for descriptions. */
    private static final String GEMINI_MODEL = "gemini-2.5-flash";

    private static URI address(Setting setting, SettingValues values) {
        String text = values.value(setting);
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, with the name of the setting.
        }
        values.problem(setting, text, "a URL such as http://localhost:11434/v1");
        return URI.create("http://invalid.invalid");
    }
}
