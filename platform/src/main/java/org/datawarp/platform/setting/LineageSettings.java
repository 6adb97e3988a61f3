package org.datawarp.platform.setting;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where lineage is sent.
 *
 * @param address takes OpenLineage's events by POST
 * @param key empty when it asks for none
 * @param namespace of the jobs: the name of this installation there
 */
public record LineageSettings(URI address, String key, String namespace) {

    /** The path in Marquez and compatible servers. */
    private static final String USUAL_PATH = "/api/v1/lineage";

    /** Without the key. */
    @Override
    public String toString() {
        return address.toString();
    }

    /**
     * Reads the settings.
     *
     * @param environment as {@link System#getenv()}
     * @return empty when lineage is not sent
     * @throws InvalidSettingsException naming what is wrong
     */
    public static Optional<LineageSettings> read(Map<String, String> environment) {
        SettingValues values = new SettingValues(Map.of(), environment);
        String text = values.value(Setting.DATAWARP_OPENLINEAGE_URL);
        String key = values.value(Setting.DATAWARP_OPENLINEAGE_API_KEY);
        String namespace = values.value(Setting.DATAWARP_OPENLINEAGE_NAMESPACE);
        if (text.isEmpty()) {
            if (!key.isEmpty()) {
                values.problem(
                        Setting.DATAWARP_OPENLINEAGE_URL,
                        "",
                        "the URL of the server for lineage, since a key is set for it");
            }
            values.refuseProblems();
            return Optional.empty();
        }
        if (!key.matches("[!-~]*")) {
            values.problem(Setting.DATAWARP_OPENLINEAGE_API_KEY, "...", "a key in ASCII and without blanks");
        }
        URI address = address(text, values);
        values.refuseProblems();
        return Optional.of(new LineageSettings(address, key, namespace));
    }

    private static URI address(String text, SettingValues values) {
        URI address = WebAddress.read(
                Setting.DATAWARP_OPENLINEAGE_URL,
                text,
                values,
                "a key belongs into DATAWARP_OPENLINEAGE_API_KEY",
                "http://marquez:5000");
        String path = address.getPath().replaceAll("/+$", "");
        return address.resolve(path.isEmpty() ? USUAL_PATH : path);
    }
}
