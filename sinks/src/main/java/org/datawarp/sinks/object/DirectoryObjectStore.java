package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects as plain files below a directory: an object's key is its path. Versions are digests of the content.
 *
 * <p>Files appear by renaming, so a reader always sees a whole object. Writers take turns, even across processes.
 */
public final class DirectoryObjectStore implements ObjectStore {

    /** Keys cannot begin with a dot, so neither is ever listed. */
    private static final String UNFINISHED = ".unfinished";

    private static final String LOCK = ".lock";

    /** A process holds a file lock, so two stores of one process over one directory need this, too. */
    private static final Object TURN = new Object();

    private final Path directory;

    /** @param directory created with the first write */
    public DirectoryObjectStore(Path directory) {
        this.directory = directory;
    }

    private Path path(String key) {
        return directory.resolve(ObjectKeys.check(key));
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        // An open file keeps its content, even if its name goes to another file while it is read.
        try (InputStream in = Files.newInputStream(path(key))) {
            var digest = ObjectContent.digest();
            in.transferTo(new DigestOutputStream(to, digest));
            return Optional.of(new ObjectVersion(HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        try {
            return Optional.of(summary(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private ObjectSummary summary(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String key = directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
        return new ObjectSummary(
                key, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        return inTurn(() -> write(key, content));
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        return inTurn(() -> Files.exists(path(key)) ? LostReply.recognise(this, key, content) : write(key, content));
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        return inTurn(() -> {
            Optional<ObjectVersion> found = read(key, OutputStream.nullOutputStream());
            return found.isPresent() && found.get().equals(seen)
                    ? write(key, content)
                    : LostReply.recognise(this, key, content);
        });
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        if (!Files.exists(path(from))) {
            throw new ObjectStoreException("Cannot copy %s, %s: there is no such object".formatted(from, directory));
        }
        return put(to, ObjectContent.of(path(from)));
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        List<ObjectSummary> found = new ArrayList<>();
        for (String key : keys()) {
            if (key.startsWith(prefix)
                    && next.map(last -> key.compareTo(last) > 0).orElse(true)) {
                head(key).ifPresent(found::add);
            }
            if (found.size() > most) {
                List<ObjectSummary> page = found.subList(0, most);
                return new ObjectPage(page, Optional.of(page.get(most - 1).key()));
            }
        }
        return new ObjectPage(found, Optional.empty());
    }

    private List<String> keys() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> !key.startsWith("."))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private ObjectVersion write(String key, ObjectContent content) throws IOException {
        Path target = path(key);
        Files.createDirectories(target.getParent());
        Path unfinished = directory.resolve(UNFINISHED);
        try (InputStream in = content.open()) {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new ObjectVersion(content.sha256());
    }

    /** One writer at a time: a monitor for this process, a file lock among processes. */
    @SuppressWarnings("try")
    private ObjectVersion inTurn(Write write) throws IOException {
        Files.createDirectories(directory);
        synchronized (TURN) {
            try (FileChannel file = FileChannel.open(
                            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                return write.run();
            }
        }
    }

    /** A write that is done under the lock. */
    private interface Write {
        ObjectVersion run() throws IOException;
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    @Override
    public void close() {}
}
