package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, PostgreSQL and an S3 store, or some of them, over one data directory that one process at a time may use. After
 * a restart over the same directory, each has its data, and its port if that is still free.
 *
 * <p>The code that starts it owns and closes it; any thread may read from it, one thread closes it.
 */
public final class EmbeddedStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";
    private static final String OBJECTS = "objects";

    private final DirectoryLock lock;
    private final @Nullable EmbeddedKafka kafka;
    private final @Nullable EmbeddedDatabase database;
    private final @Nullable EmbeddedObjectStore objectStore;

    private EmbeddedStack(
            DirectoryLock lock,
            @Nullable EmbeddedKafka kafka,
            @Nullable EmbeddedDatabase database,
            @Nullable EmbeddedObjectStore objectStore) {
        this.lock = lock;
        this.kafka = kafka;
        this.database = database;
        this.objectStore = objectStore;
    }

    /** Starts all three with their defaults, as {@link Builder#start()} does. */
    public static EmbeddedStack start(Path dataDirectory) {
        return builder(dataDirectory)
                .withKafka()
                .withDatabase()
                .withObjectStore()
                .start();
    }

    /** A stack without parts: add parts, then start it. */
    public static Builder builder(Path dataDirectory) {
        return new Builder(dataDirectory.toAbsolutePath().normalize());
    }

    /**
     * The broker.
     *
     * @throws IllegalStateException if the stack was built without it
     */
    public EmbeddedKafka kafka() {
        return present(kafka, "Kafka");
    }

    /**
     * The database.
     *
     * @throws IllegalStateException if the stack was built without it
     */
    public EmbeddedDatabase database() {
        return present(database, "a database");
    }

    /**
     * The object store.
     *
     * @throws IllegalStateException if the stack was built without it
     */
    public EmbeddedObjectStore objectStore() {
        return present(objectStore, "an object store");
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalStateException("This stack was built without " + name);
        }
        return part;
    }

    private void remember(RememberedPorts ports) throws IOException {
        if (kafka != null) {
            ports.remember(KAFKA, kafka.port());
        }
        if (database != null) {
            ports.remember(POSTGRES, database.port());
        }
        if (objectStore != null) {
            ports.remember(OBJECTS, objectStore.port());
        }
        ports.save();
    }

    /** Stops the object store, then PostgreSQL, then Kafka, each within a bounded time. Closing twice is harmless. */
    @Override
    public void close() {
        close(objectStore);
        close(database);
        close(kafka);
        lock.close();
    }

    private static void close(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            LOG.atError().setCause(e).log("A part of the stack did not stop in order");
        }
    }

    /** What a stack consists of. Used by one thread. */
    public static final class Builder {

        private static final String BUCKET = "datawarp";

        private final Path dataDirectory;
        private Path binaries;
        private KafkaLogs.@Nullable Check kafka;
        private boolean withDatabase;
        private @Nullable String bucket;

        private Builder(Path dataDirectory) {
            this.dataDirectory = dataDirectory;
            this.binaries = dataDirectory.resolve("pgbin");
        }

        /** Adds Kafka, in {@code kafka/}. */
        public Builder withKafka() {
            return withKafka(logs -> {});
        }

        /**
         * The same.
         *
         * @param check runs over the logs before the broker opens them
         */
        public Builder withKafka(KafkaLogs.Check check) {
            kafka = check;
            return this;
        }

        /** Adds PostgreSQL, in {@code postgres/}. */
        public Builder withDatabase() {
            withDatabase = true;
            return this;
        }

        /** Adds the object store, in {@code objects/}, with a bucket called {@code datawarp}. */
        public Builder withObjectStore() {
            return withObjectStore(BUCKET);
        }

        /** Adds the object store, in {@code objects/}, with a bucket of this name. */
        public Builder withObjectStore(String bucket) {
            this.bucket = bucket;
            return this;
        }

        /** Where PostgreSQL's programs are unpacked, so that several data directories can share them. */
        public Builder binariesIn(Path directory) {
            binaries = directory;
            return this;
        }

        /**
         * Starts all parts in parallel; if one fails, the others are stopped.
         *
         * @throws DataDirectoryInUseException if another process uses the data directory
         * @throws EmbeddedStartException if a part does not start
         */
        public EmbeddedStack start() {
            DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
            try {
                return start(lock, new RememberedPorts(dataDirectory.resolve(RememberedPorts.FILE)));
            } catch (IOException e) {
                lock.close();
                throw new EmbeddedStartException(
                        "Cannot read or write ports.properties in " + dataDirectory
                                + "; check that this user may write there, or choose another data directory.",
                        e);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        private EmbeddedStack start(DirectoryLock lock, RememberedPorts ports) throws IOException {
            Background<EmbeddedKafka> kafka = startKafka(ports);
            Background<EmbeddedDatabase> database = startDatabase(ports);
            Background<EmbeddedObjectStore> objectStore = startObjectStore(ports);
            try {
                EmbeddedStack stack = new EmbeddedStack(lock, kafka.await(), database.await(), objectStore.await());
                stack.remember(ports);
                return stack;
            } catch (IOException | RuntimeException e) {
                List.of(objectStore, database, kafka).forEach(part -> part.abandon(e));
                throw e;
            }
        }

        private Background<EmbeddedKafka> startKafka(RememberedPorts ports) {
            KafkaLogs.Check check = kafka;
            return check != null
                    ? Background.start(
                            KAFKA, () -> EmbeddedKafka.start(dataDirectory.resolve(KAFKA), ports.wanted(KAFKA), check))
                    : Background.nothing();
        }

        private Background<EmbeddedDatabase> startDatabase(RememberedPorts ports) {
            return withDatabase
                    ? Background.start(
                            POSTGRES,
                            () -> EmbeddedDatabase.start(
                                    dataDirectory.resolve(POSTGRES), () -> ports.wanted(POSTGRES), binaries))
                    : Background.nothing();
        }

        private Background<EmbeddedObjectStore> startObjectStore(RememberedPorts ports) {
            String name = bucket;
            return name != null
                    ? Background.start(
                            OBJECTS,
                            () -> EmbeddedObjectStore.start(
                                    dataDirectory.resolve(OBJECTS), ports.wanted(OBJECTS), name))
                    : Background.nothing();
        }
    }
}
