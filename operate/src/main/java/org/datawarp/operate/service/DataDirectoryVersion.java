package org.datawarp.operate.service;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalInt;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.schemas.name.ProgramVersion;
import org.datawarp.streams.database.DatabaseMigrations;

/**
 * The version of DataWarp that last used a data directory, and the formats that it knew. It is stored in the directory,
 * so that an older version does not open what it would not understand.
 *
 * @param format the layout of the directory itself
 * @param datawarp the program's own version, for people
 * @param database the last migration that it knew
 * @param kafka its level of {@link EmbeddedKafka#metadataLevel}
 */
public record DataDirectoryVersion(int format, String datawarp, int database, int kafka) {

    static final String FILE = "version.json";

    /** Raise it with every layout that earlier versions would misread. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The version of this program. */
    static DataDirectoryVersion now() {
        return new DataDirectoryVersion(
                FORMAT, ProgramVersion.DATAWARP, DatabaseMigrations.NEWEST, EmbeddedKafka.metadataLevel());
    }

    /**
     * The version that last used a directory; empty for a new directory, and for one from before versions were noted.
     */
    static Optional<DataDirectoryVersion> of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), DataDirectoryVersion.class))
                : Optional.empty();
    }

    /**
     * Makes sure that this program understands a directory, before anything is started in it.
     *
     * @throws DataDirectoryException when a newer version used it, or its PostgreSQL has another version
     */
    static void check(Path dataDirectory) throws IOException {
        Optional<DataDirectoryVersion> last = of(dataDirectory);
        if (last.isPresent() && last.get().isNewerThan(now())) {
            throw new DataDirectoryException(
                    ("Cannot start in %s: found data that DataWarp %s wrote (%s), expected data that this version,"
                                    + " %s, knows (%s). Start the newer version again; or restore a backup from before the"
                                    + " update with this one: ./datawarp restore <backup> --data-dir <empty folder>")
                            .formatted(
                                    dataDirectory,
                                    last.get().datawarp,
                                    last.get().levels(),
                                    now().datawarp,
                                    now().levels()));
        }
        OptionalInt postgres = EmbeddedDatabase.majorOf(dataDirectory.resolve("postgres"));
        if (postgres.isPresent() && postgres.getAsInt() != EmbeddedDatabase.MAJOR) {
            throw new DataDirectoryException(
                    ("Cannot start in %s: found a database of PostgreSQL %d in it, expected %d. With the DataWarp"
                                    + " that last used it%s: ./datawarp backup <backup> --data-dir %1$s; then with this"
                                    + " one: ./datawarp restore <backup> --data-dir <empty folder>")
                            .formatted(
                                    dataDirectory,
                                    postgres.getAsInt(),
                                    EmbeddedDatabase.MAJOR,
                                    last.map(known -> ", " + known.datawarp).orElse("")));
        }
    }

    /** Notes that this program uses a directory. */
    public static void note(Path dataDirectory) throws IOException {
        if (!of(dataDirectory).equals(Optional.of(now()))) {
            Path draft = Files.createTempFile(dataDirectory, FILE, ".draft");
            Files.write(draft, JSON.writeValueAsBytes(now()));
            Files.move(
                    draft,
                    dataDirectory.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private boolean isNewerThan(DataDirectoryVersion other) {
        return format > other.format || database > other.database || kafka > other.kafka;
    }

    private String levels() {
        return "directory %d, database %d, Kafka %d".formatted(format, database, kafka);
    }
}
