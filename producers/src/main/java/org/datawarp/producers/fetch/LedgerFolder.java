package org.datawarp.producers.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.datawarp.schemas.name.PublicationName;

/** Ledgers as JSON files, in a folder that only one process uses. */
final class LedgerFolder implements LedgerStore {

    private final Path folder;

    LedgerFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(PublicationName publication) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(publication)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(PublicationName publication, byte[] content) throws IOException {
        DurableFile.createFolder(folder);
        Path next = Files.createTempFile(folder, "", ".part");
        try {
            Files.write(next, content);
            DurableFile.move(next, file(publication));
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Path file(PublicationName publication) {
        return folder.resolve(publication + ".json");
    }
}
