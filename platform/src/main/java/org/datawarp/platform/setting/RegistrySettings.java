package org.datawarp.platform.setting;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A schema registry that receives the schemas of messages.
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
        values.refuseHalf(Setting.SCHEMA_REGISTRY_USERNAME, Setting.SCHEMA_REGISTRY_PASSWORD);
        if (text.isEmpty()) {
            if (!user.isEmpty()) {
                values.problem(Setting.SCHEMA_REGISTRY_URL, "", "the registry's URL, since a user is set for it");
            }
            values.refuseProblems();
            return Optional.empty();
        }
        URI address = WebAddress.read(
                Setting.SCHEMA_REGISTRY_URL,
                text.replaceAll("/+$", ""),
                values,
                "it belongs into SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD",
                "http://registry:8081, or http://apicurio:8080/apis/ccompat/v7");
        values.refuseProblems();
        return Optional.of(new RegistrySettings(address, user, password));
    }
}
