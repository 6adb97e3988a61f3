package org.datawarp.app.command;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.datawarp.app.setting.Setting;
import org.datawarp.app.setting.Settings;
import org.datawarp.app.setting.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that are options too. The others are environment variables: see docs/settings.md. */
final class SettingsOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "<folder>",
            description = "Everything that DataWarp keeps here (default: $DATAWARP_DATA_DIR, or ./data).")
    private @Nullable String dataDir;

    @Option(
            names = "--manifests",
            paramLabel = "<folder>",
            description = "The publications (default: $DATAWARP_MANIFESTS, or those that come with DataWarp).")
    private @Nullable String manifests;

    @Option(
            names = "--source",
            paramLabel = "<source>",
            description = "Where publication pages are: samples, live, a folder or a URL"
                    + " (default: $DATAWARP_SOURCE, or samples).")
    private @Nullable String source;

    /** @throws org.datawarp.app.setting.InvalidSettingsException naming every setting that cannot be used */
    Settings read() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        put(options, Setting.DATAWARP_DATA_DIR, dataDir);
        put(options, Setting.DATAWARP_MANIFESTS, manifests);
        put(options, Setting.DATAWARP_SOURCE, source);
        return SettingsReader.read(options, System.getenv(), home());
    }

    /** For commands that have the data directory as their only such option. */
    static Settings readOver(@Nullable String dataDirectory) {
        SettingsOptions options = new SettingsOptions();
        options.dataDir = dataDirectory;
        return options.read();
    }

    private static void put(Map<Setting, String> options, Setting setting, @Nullable String value) {
        if (value != null) {
            options.put(setting, value);
        }
    }

    /** Where the launcher stands. */
    private static Path home() {
        return Path.of(System.getProperty("datawarp.home", "."));
    }
}
