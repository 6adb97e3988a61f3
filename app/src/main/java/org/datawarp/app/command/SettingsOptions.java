package org.datawarp.app.command;

import java.util.EnumMap;
import java.util.Map;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings that are also options. The others are environment variables: see docs/settings.md. */
final class SettingsOptions {

    @Mixin
    private DataDirectoryOption dataDirectory;

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

    /** @throws org.datawarp.platform.setting.InvalidSettingsException naming every setting that cannot be used */
    Settings read() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        put(options, Setting.DATAWARP_MANIFESTS, manifests);
        put(options, Setting.DATAWARP_SOURCE, source);
        return dataDirectory.readWith(options);
    }

    /** The options that make another command use the same data and publications, each with a space before it. */
    String again() {
        return dataDirectory.again() + (manifests == null ? "" : " --manifests=" + manifests);
    }

    /** The options that make another command use the same data, for commands that read no manifest. */
    String dataAgain() {
        return dataDirectory.again();
    }

    private static void put(Map<Setting, String> options, Setting setting, @Nullable String value) {
        if (value != null) {
            options.put(setting, value);
        }
    }
}
