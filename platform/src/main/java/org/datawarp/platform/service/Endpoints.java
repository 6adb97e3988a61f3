package org.datawarp.platform.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.StoreSettings;

/**
 * Where the services of a running DataWarp are. Kept in the data directory while it runs, so that other commands find
 * them.
 *
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param database as its owner, who prepares it
 * @param logins of the roles with fewer rights; a role without one works as the owner
 * @param objects the folder of the embedded object store; empty when the store is elsewhere
 */
public record Endpoints(
        Map<String, String> kafka,
        Settings.Database database,
        Map<DatabaseRole, Login> logins,
        StoreSettings store,
        String objects) {

    private static final String FILE = "endpoints.json";
    private static final String TLS = "postgres.tls.";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** How a role logs in. */
    public record Login(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    public Endpoints {
        kafka = Map.copyOf(kafka);
        logins = Map.copyOf(logins);
    }

    /** The endpoints in the settings, if the settings name all of them. */
    public static Optional<Endpoints> elsewhere(Settings settings) {
        return settings.kafka() == null || settings.database() == null || settings.store() == null
                ? Optional.empty()
                : Optional.of(new Endpoints(settings.kafka(), settings.database(), Map.of(), settings.store(), ""));
    }

    /** The endpoints that were last used over the data directory. */
    public static Optional<Endpoints> remembered(Settings settings) {
        try {
            return find(settings.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read where the services are", e);
        }
    }

    /** The database as a role logs in to it. */
    public Settings.Database database(DatabaseRole role) {
        Login login = logins.get(role);
        return login == null ? database : database.as(login.user(), login.password());
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "Kafka %s, PostgreSQL %s, store %s".formatted(bootstrapServers(), database, store);
    }

    /** Kafka's {@code host:port}, comma separated. */
    public String bootstrapServers() {
        return value(kafka, "bootstrap.servers");
    }

    /** Client properties in the form that Kafka's clients take. */
    public Map<String, Object> kafkaProperties() {
        return new LinkedHashMap<>(kafka);
    }

    /** The settings with which another process can use the same services, as the database's owner. */
    public Map<String, String> toEnvironment() {
        return Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers()),
                Map.entry("POSTGRES_HOST", database.host()),
                Map.entry("POSTGRES_PORT", Integer.toString(database.port())),
                Map.entry("POSTGRES_DB", database.name()),
                Map.entry("POSTGRES_USER", database.user()),
                Map.entry("POSTGRES_PASSWORD", database.password()),
                Map.entry("S3_ENDPOINT", store.endpoint().toString()),
                Map.entry("S3_BUCKET", store.bucket()),
                Map.entry("S3_ACCESS_KEY_ID", store.accessKey()),
                Map.entry("S3_SECRET_ACCESS_KEY", store.secretKey()));
    }

    /** Writes them for other commands. Only this user may read the file, because it holds passwords. */
    public void save(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        // From the beginning, only its owner can read it: Java makes temporary files that way.
        Path draft = Files.createTempFile(dataDirectory, FILE, ".draft");
        Files.write(draft, JSON.writeValueAsBytes(toMap()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The endpoints of the DataWarp that last ran over the data directory; it may have stopped. */
    public static Optional<Endpoints> find(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(fromMap(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {})));
    }

    private Map<String, String> toMap() {
        Map<String, String> all = new LinkedHashMap<>();
        kafka.forEach((key, value) -> all.put("kafka." + key, value));
        all.put("postgres.host", database.host());
        all.put("postgres.port", Integer.toString(database.port()));
        all.put("postgres.database", database.name());
        all.put("postgres.user", database.user());
        all.put("postgres.password", database.password());
        database.tls().forEach((key, value) -> all.put(TLS + key, value));
        logins.forEach((role, login) -> {
            all.put(prefix(role) + "user", login.user());
            all.put(prefix(role) + "password", login.password());
        });
        all.put("s3.endpoint", store.endpoint().toString());
        all.put("s3.region", store.region());
        all.put("s3.bucket", store.bucket());
        all.put("s3.access-key", store.accessKey());
        all.put("s3.secret-key", store.secretKey());
        all.put("s3.folder", objects);
        return all;
    }

    private static String prefix(DatabaseRole role) {
        return "postgres." + role.name().toLowerCase(Locale.ROOT) + ".";
    }

    private static Map<DatabaseRole, Login> logins(Map<String, String> all) {
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            if (all.containsKey(prefix(role) + "user")) {
                logins.put(role, new Login(value(all, prefix(role) + "user"), value(all, prefix(role) + "password")));
            }
        }
        return logins;
    }

    private static Endpoints fromMap(Map<String, String> all) {
        return new Endpoints(
                below("kafka.", all),
                new Settings.Database(
                        value(all, "postgres.host"),
                        Integer.parseInt(value(all, "postgres.port")),
                        value(all, "postgres.database"),
                        value(all, "postgres.user"),
                        value(all, "postgres.password"),
                        below(TLS, all)),
                logins(all),
                new StoreSettings(
                        URI.create(value(all, "s3.endpoint")),
                        value(all, "s3.region"),
                        value(all, "s3.bucket"),
                        value(all, "s3.access-key"),
                        value(all, "s3.secret-key")),
                value(all, "s3.folder"));
    }

    private static Map<String, String> below(String prefix, Map<String, String> all) {
        Map<String, String> below = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    private static String value(Map<String, String> all, String key) {
        String value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Cannot use %s: it lacks %s; start ./datawarp up again".formatted(FILE, key));
        }
        return value;
    }
}
