package org.datawarp.platform.setting;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.setting.Settings.SourceSetting;
import org.datawarp.schemas.setting.PollSettings;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.schemas.setting.StoreSettings;
import org.jspecify.annotations.Nullable;

/** Reads settings: options before environment variables before defaults. Reports all problems at once. */
public final class SettingsReader {

    /** Samples and folders are on this machine: a check costs nothing. */
    private static final Duration POLL_NEAR = Duration.ofSeconds(5);

    /** A wider window would be the whole day. */
    private static final int MOST_WINDOW_MINUTES = 12 * 60;

    private static final int MOST_PARTITIONS = 256;

    /** Kafka's own messages among the rows, some in each partition, must not look like a backlog. */
    private static final int LEAST_WAITING_ROWS = 100;

    /** A start, and a commit or two. */
    private static final int LEAST_CALLS = 1_000;

    private final SettingValues values;
    private final Path home;

    private SettingsReader(SettingValues values, Path home) {
        this.values = values;
        this.home = home;
    }

    /**
     * Reads and checks all settings.
     *
     * @param options those given on the command line
     * @param environment as {@link System#getenv()}
     * @param home the folder of DataWarp, which has the bundled manifests
     * @throws InvalidSettingsException naming every setting that cannot be used
     */
    public static Settings read(Map<Setting, String> options, Map<String, String> environment, Path home) {
        return new SettingsReader(new SettingValues(options, environment), home).read();
    }

    private Settings read() {
        SourceSetting source = source();
        Settings settings = new Settings(
                path(Setting.DATAWARP_DATA_DIR, values.value(Setting.DATAWARP_DATA_DIR)),
                manifests(),
                source,
                polling(source),
                values.number(Setting.DATAWARP_PARTITIONS, 1, MOST_PARTITIONS),
                values.list(Setting.DATAWARP_TRUSTED_HOSTS),
                room(),
                budget(),
                new WorkerReader(values, home).read(),
                new KafkaReader(values).read(),
                new DatabaseReader(values).read(),
                store());
        values.refuseProblems();
        return settings;
    }

    private Path path(Setting setting, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            values.problem(setting, text, "a folder");
            return Path.of(".");
        }
    }

    private Path manifests() {
        String given = values.given(Setting.DATAWARP_MANIFESTS);
        Path folder = given == null
                ? home.resolve(Setting.DATAWARP_MANIFESTS.fallback())
                        .toAbsolutePath()
                        .normalize()
                : path(Setting.DATAWARP_MANIFESTS, given);
        if (!Files.isDirectory(folder)) {
            values.problem(Setting.DATAWARP_MANIFESTS, folder.toString(), "a folder that exists");
        }
        return folder;
    }

    private SourceSetting source() {
        String text = values.value(Setting.DATAWARP_SOURCE);
        if (text.equals("samples")) {
            return new SourceSetting(SourceSetting.Kind.SAMPLES, null, null);
        }
        if (text.equals("live")) {
            return new SourceSetting(SourceSetting.Kind.LIVE, null, null);
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return new SourceSetting(SourceSetting.Kind.ADDRESS, address(Setting.DATAWARP_SOURCE, text), null);
        }
        Path folder = path(Setting.DATAWARP_SOURCE, text);
        if (!Files.isDirectory(folder)) {
            values.problem(Setting.DATAWARP_SOURCE, text, "samples, live, a URL, or a folder that exists");
        }
        return new SourceSetting(SourceSetting.Kind.FOLDER, null, folder);
    }

    private URI address(Setting setting, String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, with the name of the setting.
        }
        values.problem(setting, text, "a URL such as https://example.org");
        return URI.create("http://invalid.invalid");
    }

    private Settings.Polling polling(SourceSetting source) {
        return new Settings.Polling(
                pollEvery(source),
                new PollSettings(
                        Duration.ofMinutes(values.number(Setting.DATAWARP_POLL_BETWEEN_MINUTES, 1, Integer.MAX_VALUE)),
                        PollSettings.DEFAULT_UNKNOWN,
                        Duration.ofSeconds(values.number(Setting.DATAWARP_POLL_CLOSE_SECONDS, 1, Integer.MAX_VALUE))),
                Duration.ofMinutes(values.number(Setting.DATAWARP_POLL_WINDOW_MINUTES, 1, MOST_WINDOW_MINUTES)),
                contact());
    }

    /** It is sent in a header of every request. */
    private String contact() {
        String text = values.value(Setting.DATAWARP_CONTACT);
        if (!text.matches("[!-~]+")) {
            values.problem(Setting.DATAWARP_CONTACT, text, "a URL or an e-mail address, in ASCII and without blanks");
        }
        return text;
    }

    private @Nullable Duration pollEvery(SourceSetting source) {
        if (values.given(Setting.DATAWARP_POLL_SECONDS) != null) {
            return Duration.ofSeconds(values.number(Setting.DATAWARP_POLL_SECONDS, 1, Integer.MAX_VALUE));
        }
        return source.isLive() ? null : POLL_NEAR;
    }

    private Settings.Room room() {
        return new Settings.Room(
                values.number(Setting.DATAWARP_MOST_WAITING_ROWS, LEAST_WAITING_ROWS, Integer.MAX_VALUE),
                values.number(Setting.DATAWARP_MOST_WAITING_CHANGES, 1, Integer.MAX_VALUE),
                (long) values.number(Setting.DATAWARP_MOST_WAITING_LOG_MB, 1, Integer.MAX_VALUE) << 20,
                (long) values.number(Setting.DATAWARP_LEAST_FREE_MB, 0, Integer.MAX_VALUE) << 20);
    }

    private StoreBudget budget() {
        return new StoreBudget(
                budget(Setting.DATAWARP_BUDGET_STORED_GB, 1, R2Price.STORED.unit()),
                budget(Setting.DATAWARP_BUDGET_CLASS_A, LEAST_CALLS, 1),
                budget(Setting.DATAWARP_BUDGET_CLASS_B, LEAST_CALLS, 1));
    }

    private long budget(Setting setting, int least, long unit) {
        return values.isGiven(setting)
                ? values.number(setting, least, Integer.MAX_VALUE) * unit
                : StoreBudget.NONE.classA();
    }

    private @Nullable StoreSettings store() {
        String endpoint = values.value(Setting.S3_ENDPOINT);
        if (endpoint.isEmpty()) {
            return null;
        }
        for (Setting key : List.of(Setting.S3_ACCESS_KEY_ID, Setting.S3_SECRET_ACCESS_KEY)) {
            if (values.value(key).isEmpty()) {
                values.problem(key, "", "the key, since S3_ENDPOINT is set");
            }
        }
        return new StoreSettings(
                address(Setting.S3_ENDPOINT, endpoint),
                values.value(Setting.S3_REGION),
                values.value(Setting.S3_BUCKET),
                values.value(Setting.S3_ACCESS_KEY_ID),
                values.value(Setting.S3_SECRET_ACCESS_KEY));
    }
}
