package org.datawarp.app.command;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The setting that is an option of every command that has any. */
final class DataDirectoryOption {

    @Option(
            names = "--data-dir",
            paramLabel = "<folder>",
            description = "Everything that DataWarp keeps here (default: $DATAWARP_DATA_DIR, or ./data).")
    private @Nullable String folder;

    /** @throws org.datawarp.platform.setting.InvalidSettingsException naming every setting that cannot be used */
    Settings read() {
        return readWith(Map.of());
    }

    /**
     * @param others options that the command has beside this one
     * @throws org.datawarp.platform.setting.InvalidSettingsException naming every setting that cannot be used
     */
    Settings readWith(Map<Setting, String> others) {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.putAll(others);
        if (folder != null) {
            options.put(Setting.DATAWARP_DATA_DIR, folder);
        }
        return SettingsReader.read(options, System.getenv(), home());
    }

    /** What a further command needs to be about the same data, with a space before it; empty when it is the default. */
    String again() {
        return folder == null ? "" : " --data-dir=" + folder;
    }

    /** Where the launcher stands. */
    private static Path home() {
        return Path.of(System.getProperty("datawarp.home", "."));
    }
}
