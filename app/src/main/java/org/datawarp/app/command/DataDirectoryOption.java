package org.datawarp.app.command;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data directory: an option of every command that has settings. */
final class DataDirectoryOption {

    @Option(
            names = "--data-dir",
            paramLabel = "<folder>",
            description = "Where DataWarp keeps everything on this machine (default: $DATAWARP_DATA_DIR, or ./data).")
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

    /**
     * The option that makes another command use the same data, with a space before it; empty when it is the default.
     */
    String again() {
        return folder == null ? "" : " --data-dir=" + folder;
    }

    /** The folder of the launcher. */
    private static Path home() {
        return Path.of(System.getProperty("datawarp.home", "."));
    }
}
