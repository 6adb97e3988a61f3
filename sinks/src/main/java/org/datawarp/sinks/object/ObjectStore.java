package org.datawarp.sinks.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.datawarp.schemas.setting.StoreSettings;

/**
 * Objects under keys such as {@code datasets/adhd/adhd-000001-1a2b3c4d.parquet}.
 *
 * <p>A write is visible whole or not at all, and to every later read. A conditional write whose condition does not hold
 * because the object already holds exactly the given content counts as done: it is our own, whose reply was lost.
 *
 * <p>Safe for use by several threads. The code that opens it owns and closes it. Every method throws
 * {@link ObjectStoreException} when the store does not answer or refuses.
 */
public interface ObjectStore extends AutoCloseable {

    /** The store that the settings name; the first call goes out with the first use. */
    static ObjectStore open(StoreSettings settings) {
        return S3ObjectStore.open(settings);
    }

    /**
     * Copies an object's content to a stream.
     *
     * @param to receives the content; may have received some of it when the call fails
     * @return empty if there is no such object
     */
    Optional<ObjectVersion> read(String key, OutputStream to) throws IOException;

    /** Size and age of an object; empty if there is none. */
    Optional<ObjectSummary> head(String key) throws IOException;

    /** Writes an object whether or not there is one. */
    ObjectVersion put(String key, ObjectContent content) throws IOException;

    /**
     * Writes an object that does not exist yet.
     *
     * @throws ObjectChangedException if there is one with other content
     */
    ObjectVersion create(String key, ObjectContent content) throws IOException;

    /**
     * Replaces an object if it is unchanged since it was read or written.
     *
     * @throws ObjectChangedException if it has changed or is gone
     */
    ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException;

    /** Copies an object within the store, replacing any object at the other key. */
    ObjectVersion copy(String from, String to) throws IOException;

    /** Removes an object; does nothing if there is none. */
    void delete(String key) throws IOException;

    /**
     * Lists objects in the order of their keys.
     *
     * @param next empty for the first page, then the value from the page before
     * @param most objects on the page, 1 to 1000
     */
    ObjectPage list(String prefix, Optional<String> next, int most) throws IOException;

    @Override
    void close();

    /** A small object with its version; empty if there is none. */
    default Optional<StoredObject> get(String key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return read(key, bytes).map(version -> new StoredObject(bytes.toByteArray(), version));
    }

    /**
     * Copies an object to a file, which is then either whole or absent.
     *
     * @return empty if there is no such object
     */
    default Optional<ObjectVersion> download(String key, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Optional<ObjectVersion> version;
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                version = read(key, out);
            }
            if (version.isPresent()) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return version;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
