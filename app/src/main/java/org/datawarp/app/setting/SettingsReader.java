package org.datawarp.app.setting;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.app.setting.Settings.Database;
import org.datawarp.app.setting.Settings.SourceSetting;
import org.datawarp.app.setting.Settings.Store;
import org.jspecify.annotations.Nullable;

/** Reads settings: options before environment variables before defaults. Tells all problems at once. */
public final class SettingsReader {

    /** The samples and folders are on this machine: looking costs nothing. */
    private static final Duration POLL_NEAR = Duration.ofSeconds(5);

    private static final Duration POLL_LIVE = Duration.ofMinutes(15);
    private static final int MOST_PARTITIONS = 256;
    private static final int HIGHEST_PORT = 65_535;

    /** Kafka's own messages among the rows, some in each partition, must not look like a backlog. */
    private static final int LEAST_WAITING_ROWS = 100;

    private final Map<Setting, String> options;
    private final Map<String, String> environment;
    private final Path home;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<Setting, String> options, Map<String, String> environment, Path home) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /**
     * Reads and checks all settings.
     *
     * @param options those given on the command line
     * @param environment as {@link System#getenv()}
     * @param home where DataWarp stands: the bundled manifests are found below it
     * @throws InvalidSettingsException naming every setting that cannot be used
     */
    public static Settings read(Map<Setting, String> options, Map<String, String> environment, Path home) {
        return new SettingsReader(options, environment, home).read();
    }

    private Settings read() {
        SourceSetting source = source();
        Settings settings = new Settings(
                path(Setting.DATAWARP_DATA_DIR, value(Setting.DATAWARP_DATA_DIR)),
                manifests(),
                source,
                pollEvery(source),
                number(Setting.DATAWARP_PARTITIONS, 1, MOST_PARTITIONS),
                list(Setting.DATAWARP_TRUSTED_HOSTS),
                room(),
                worker(),
                kafka(),
                database(),
                store());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    private String value(Setting setting) {
        String given = given(setting);
        return given == null ? setting.fallback() : given;
    }

    private @Nullable String given(Setting setting) {
        String option = options.get(setting);
        if (option != null) {
            return option;
        }
        return setting.variables().stream()
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private void problem(Setting setting, String found, String expected) {
        problems.add("%s: found \"%s\", expected %s".formatted(setting, found, expected));
    }

    private Path path(Setting setting, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            problem(setting, text, "a folder");
            return Path.of(".");
        }
    }

    private Path manifests() {
        String given = given(Setting.DATAWARP_MANIFESTS);
        Path folder = given == null
                ? home.resolve(Setting.DATAWARP_MANIFESTS.fallback())
                        .toAbsolutePath()
                        .normalize()
                : path(Setting.DATAWARP_MANIFESTS, given);
        if (!Files.isDirectory(folder)) {
            problem(Setting.DATAWARP_MANIFESTS, folder.toString(), "a folder that exists");
        }
        return folder;
    }

    private SourceSetting source() {
        String text = value(Setting.DATAWARP_SOURCE);
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
            problem(Setting.DATAWARP_SOURCE, text, "samples, live, a URL, or a folder that exists");
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
            // Told below, in the words of the setting.
        }
        problem(setting, text, "a URL such as https://example.org");
        return URI.create("http://invalid.invalid");
    }

    private Duration pollEvery(SourceSetting source) {
        if (given(Setting.DATAWARP_POLL_SECONDS) != null) {
            return Duration.ofSeconds(number(Setting.DATAWARP_POLL_SECONDS, 1, Integer.MAX_VALUE));
        }
        return source.kind() == SourceSetting.Kind.LIVE ? POLL_LIVE : POLL_NEAR;
    }

    private int number(Setting setting, int least, int most) {
        String text = value(setting);
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the bounds.
        }
        problem(setting, text, "a whole number from %d to %d".formatted(least, most));
        return least;
    }

    private Settings.Room room() {
        return new Settings.Room(
                number(Setting.DATAWARP_MOST_WAITING_ROWS, LEAST_WAITING_ROWS, Integer.MAX_VALUE),
                number(Setting.DATAWARP_MOST_WAITING_CHANGES, 1, Integer.MAX_VALUE),
                (long) number(Setting.DATAWARP_MOST_WAITING_LOG_MB, 1, Integer.MAX_VALUE) << 20,
                (long) number(Setting.DATAWARP_LEAST_FREE_MB, 0, Integer.MAX_VALUE) << 20);
    }

    private List<String> list(Setting setting) {
        return Arrays.stream(value(setting).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private Settings.Worker worker() {
        int port =
                given(Setting.DATAWARP_WORKER_PORT) == null ? 0 : number(Setting.DATAWARP_WORKER_PORT, 1, HIGHEST_PORT);
        return new Settings.Worker(home.resolve("worker").toAbsolutePath().normalize(), port);
    }

    private @Nullable Map<String, String> kafka() {
        String servers = value(Setting.KAFKA_BOOTSTRAP_SERVERS);
        if (servers.isEmpty()) {
            return null;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", servers);
        Map.of(
                        "security.protocol", Setting.KAFKA_SECURITY_PROTOCOL,
                        "sasl.mechanism", Setting.KAFKA_SASL_MECHANISM,
                        "sasl.jaas.config", Setting.KAFKA_SASL_JAAS_CONFIG)
                .forEach((property, setting) -> {
                    String value = value(setting);
                    if (!value.isEmpty()) {
                        properties.put(property, value);
                    }
                });
        return properties;
    }

    private @Nullable Database database() {
        String host = value(Setting.POSTGRES_HOST);
        if (host.isEmpty()) {
            return null;
        }
        return new Database(
                host,
                number(Setting.POSTGRES_PORT, 1, HIGHEST_PORT),
                value(Setting.POSTGRES_DB),
                value(Setting.POSTGRES_USER),
                value(Setting.POSTGRES_PASSWORD));
    }

    private @Nullable Store store() {
        String endpoint = value(Setting.S3_ENDPOINT);
        if (endpoint.isEmpty()) {
            return null;
        }
        for (Setting key : List.of(Setting.S3_ACCESS_KEY_ID, Setting.S3_SECRET_ACCESS_KEY)) {
            if (value(key).isEmpty()) {
                problem(key, "", "the key, since S3_ENDPOINT is set");
            }
        }
        return new Store(
                address(Setting.S3_ENDPOINT, endpoint),
                value(Setting.S3_REGION),
                value(Setting.S3_BUCKET),
                value(Setting.S3_ACCESS_KEY_ID),
                value(Setting.S3_SECRET_ACCESS_KEY));
    }
}
