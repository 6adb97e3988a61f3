package org.datawarp.app.setting;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A schema registry to tell of the schemas of messages.
 *
 * @param address of its API, as Confluent has it, without a slash at its end
 * @param user empty when it asks for none
 */
public record RegistrySettings(URI address, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return address.toString();
    }

    /**
     * Reads the settings.
     *
     * @param environment as {@link System#getenv()}
     * @return empty when no registry is set
     * @throws InvalidSettingsException naming what is wrong
     */
    public static Optional<RegistrySettings> read(Map<String, String> environment) {
        SettingValues values = new SettingValues(Map.of(), environment);
        String text = values.value(Setting.SCHEMA_REGISTRY_URL);
        String user = values.value(Setting.SCHEMA_REGISTRY_USERNAME);
        String password = values.value(Setting.SCHEMA_REGISTRY_PASSWORD);
        if (user.isEmpty() != password.isEmpty()) {
            Setting missing = user.isEmpty() ? Setting.SCHEMA_REGISTRY_USERNAME : Setting.SCHEMA_REGISTRY_PASSWORD;
            values.problem(missing, "", "a user and a password, or neither");
        }
        if (text.isEmpty()) {
            if (!user.isEmpty()) {
                values.problem(Setting.SCHEMA_REGISTRY_URL, "", "the registry's URL, since a user is set for it");
            }
            values.refuseProblems();
            return Optional.empty();
        }
        URI address = address(text.replaceAll("/+$", ""), values);
        values.refuseProblems();
        return Optional.of(new RegistrySettings(address, user, password));
    }

    private static URI address(String text, SettingValues values) {
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (address.getUserInfo() != null) {
                // Not shown: it may hold a password.
                values.problem(
                        Setting.SCHEMA_REGISTRY_URL,
                        "...@" + address.getHost(),
                        "a URL without a login, which belongs into SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD");
                return address;
            }
            if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, in the words of the setting.
        }
        values.problem(
                Setting.SCHEMA_REGISTRY_URL,
                text,
                "a URL such as http://registry:8081, or http://apicurio:8080/apis/ccompat/v7");
        return URI.create("http://invalid.invalid");
    }
}
