package org.datawarp.platform.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a process serves its metrics and its health.
 *
 * @param host on which it listens: the loopback interface unless another is set
 * @param port 0 for a free one
 */
public record MetricsSettings(String host, int port) {

    /**
     * Reads the setting.
     *
     * @param environment as {@link System#getenv()}
     * @return empty when none is set
     * @throws InvalidSettingsException naming what is wrong
     */
    public static Optional<MetricsSettings> read(Map<String, String> environment) {
        String text = environment
                .getOrDefault(Setting.DATAWARP_METRICS_PORT.name(), "")
                .strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= SettingValues.HIGHEST_PORT && !host.isEmpty()) {
                return Optional.of(new MetricsSettings(host, port));
            }
        } catch (NumberFormatException e) {
            // Reported below, with what is expected.
        }
        throw new InvalidSettingsException(
                List.of("%s: found \"%s\", expected a port, such as 9464, or host:port, such as 0.0.0.0:9464"
                        .formatted(Setting.DATAWARP_METRICS_PORT, text)));
    }
}
