package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;

/** What can happen to a file in an unused data directory, and how DataWarp reacts. */
enum Damage {
    CATALOGUE_EMPTIED(Cure.ITSELF, "is written again from the newest version", data -> empty(catalogue(data))),
    CATALOGUE_WITH_A_BYTE_CHANGED(
            Cure.ITSELF, "is written again from the newest version", data -> flip(catalogue(data))),
    CATALOGUE_AND_ALL_ITS_VERSIONS(Cure.REBUILD_FROM_CHANGES, Cure.REBUILD_FROM_CHANGES.command(), data -> {
        flip(catalogue(data));
        flip(objects(data, "datasets/catalog/"));
    }),
    PART_WITH_A_BYTE_CHANGED(Cure.ITSELF, "is written again from its copy", data -> flip(parts(data))),
    PARTS_GONE(Cure.ITSELF, "is written again from its copy", data -> delete(parts(data))),
    PARTS_AND_THEIR_COPIES(Cure.ITSELF, "its dataset is written again from its change topic", data -> {
        flip(parts(data));
        flip(objects(data, "datasets/rebuilt_beds.parquet"));
    }),
    LOG_OF_CAPTURE_OFFSETS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "datawarp.capture-offsets"))),
    LOG_OF_CHANGES(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "datawarp.changes.rebuilt_beds"))),
    LOG_OF_TRANSACTIONS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "datawarp.transactions"))),
    LOG_OF_SCHEMAS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "datawarp.schemas"))),
    LOG_OF_ROWS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "datawarp.rows.rebuilt"))),
    LOG_OF_GROUPS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "__consumer_offsets"))),
    LOG_OF_KAFKAS_TRANSACTIONS(Cure.ITSELF, Words.SET_ASIDE, data -> flip(logs(data, "__transaction_state"))),
    LOG_OF_RAW_ROWS(
            Cure.REBUILD_FROM_ARCHIVE,
            Cure.REBUILD_FROM_ARCHIVE.command(),
            data -> flip(logs(data, "datawarp.raw.rebuilt"))),
    LOG_OF_RAW_ROWS_EMPTIED(
            Cure.REBUILD_FROM_ARCHIVE,
            Cure.REBUILD_FROM_ARCHIVE.command(),
            data -> empty(logs(data, "datawarp.raw.rebuilt"))),
    LOG_OF_CHANGES_EMPTIED(Cure.ITSELF, Words.SET_ASIDE, data -> empty(logs(data, "datawarp.changes.rebuilt_beds"))),
    LOG_OF_MANIFESTS(
            Cure.REBUILD_FROM_ARCHIVE,
            Cure.REBUILD_FROM_ARCHIVE.command(),
            data -> flip(logs(data, "datawarp.manifests"))),
    LOG_OF_PROMOTIONS(
            Cure.REBUILD_FROM_ARCHIVE,
            Cure.REBUILD_FROM_ARCHIVE.command(),
            data -> flip(logs(data, "datawarp.promotions"))),
    LOG_OF_THE_CLUSTER(
            Cure.REBUILD_FROM_ARCHIVE,
            Cure.REBUILD_FROM_ARCHIVE.command(),
            data -> flip(logs(data, "__cluster_metadata")));

    /** Followed by a plural. */
    private static final class Words {
        private static final String SET_ASIDE = "A log of Kafka is damaged and is set aside";
    }

    /** The command that restores every value. */
    enum Cure {
        ITSELF(""),
        REBUILD_FROM_ARCHIVE("archive"),
        REBUILD_FROM_CHANGES("changes");

        private final String source;

        Cure(String source) {
            this.source = source;
        }

        /** The command as messages name it. */
        String command() {
            return "./datawarp rebuild --from " + source;
        }

        /** The same command, without a question. */
        String[] arguments() {
            return new String[] {"rebuild", "--from", source, "--yes"};
        }
    }

    /** Changes files. */
    private interface Making {
        void in(Path data) throws IOException;
    }

    private final Cure cure;
    private final String said;

    @SuppressWarnings("ImmutableEnumChecker") // A stateless function.
    private final Making making;

    Damage(Cure cure, String said, Making making) {
        this.cure = cure;
        this.said = said;
        this.making = making;
    }

    /** Changes files of a data directory. */
    void make(Path data) throws IOException {
        making.in(data);
    }

    Cure cure() {
        return cure;
    }

    /** Some of the words in which DataWarp says what it found. */
    String said() {
        return said;
    }

    /**
     * Changes a byte in some objects.
     *
     * @param keys a pattern of their keys below {@code datasets/}
     * @return the names of their files
     */
    static List<String> changeObjects(Path data, String keys) throws IOException {
        Pattern path = Pattern.compile(".*/datasets/(" + keys + ")\\.(parquet|json)");
        try (Stream<Path> files = Files.walk(data.resolve("objects"))) {
            List<Path> found = files.filter(
                            file -> path.matcher(file.toString()).matches())
                    .filter(Files::isRegularFile)
                    .toList();
            flip(found);
            return found.stream().map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<Path> catalogue(Path data) throws IOException {
        return objects(data, Catalog.KEY);
    }

    private static List<Path> objects(Path data, String key) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("objects"))) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + key)
                            && file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            assertThat(found).as("objects at %s", key).isNotEmpty();
            return found;
        }
    }

    private static List<Path> parts(Path data) throws IOException {
        return objects(data, "datasets/rebuilt_beds/");
    }

    /** All that is in the logs of a topic. */
    private static List<Path> logs(Path data, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("kafka"))) {
            List<Path> found = files.filter(
                            file -> file.getParent().getFileName().toString().matches(Pattern.quote(topic) + "-\\d+")
                                    && file.toString().endsWith(".log")
                                    && file.toFile().length() > 0)
                    .sorted()
                    .toList();
            assertThat(found).as("logs of %s", topic).isNotEmpty();
            return found;
        }
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void empty(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.write(file, new byte[0]);
        }
    }

    /** Changes one bit in the middle of each. */
    private static void flip(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    }
}
