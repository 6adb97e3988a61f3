package org.datawarp.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;

/** A Kafka and a PostgreSQL that a test starts and stops by itself, and the settings of those who use them. */
public final class OutsideServices {

    private OutsideServices() {}

    /**
     * Starts a server, or starts it again.
     *
     * @param port 0 for any
     */
    public static EmbeddedDatabase database(Path folder, int port) throws IOException {
        return EmbeddedDatabase.start(
                Files.createDirectories(folder.resolve("postgres")), port, Path.of("target", "pgbin"));
    }

    /** The settings of an installation without publications, whose object store does not answer. */
    public static Settings settings(Path folder, EmbeddedKafka kafka, EmbeddedDatabase database) {
        return SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS, folder.toString()),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "POSTGRES_HOST", database.host(),
                        "POSTGRES_PORT", Integer.toString(database.port()),
                        "POSTGRES_DB", database.database(),
                        "POSTGRES_USER", database.user(),
                        "POSTGRES_PASSWORD", database.password(),
                        "S3_ENDPOINT", "http://127.0.0.1:1",
                        "S3_ACCESS_KEY_ID", "nobody",
                        "S3_SECRET_ACCESS_KEY", "nothing"),
                folder);
    }
}
