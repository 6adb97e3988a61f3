package org.datawarp.producers.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.ReleaseOpened;

/**
 * The archive's records: each attempt that was completely sent, with the files that it is made of, and every manifest
 * that was put in force. The raw topics can be rebuilt from these and the archived bytes. Nothing here is ever deleted.
 * Safe for several threads and processes.
 */
public final class ReleaseRecords {

    private static final ObjectMapper JSON = RecordJson.MAPPER;

    private static final String SUFFIX = ".json";

    private final Path releases;
    private final Path manifests;

    private ReleaseRecords(Path archive) {
        this.releases = archive.resolve("releases");
        this.manifests = archive.resolve("manifests");
    }

    /** @param archive the folder of the archive; the folders below it are created with the first record */
    public static ReleaseRecords in(Path archive) {
        return new ReleaseRecords(archive.toAbsolutePath().normalize());
    }

    /**
     * Keeps an attempt and the manifest that it was opened with. When this returns, both are durable.
     *
     * @param text the manifest in force, in the attempt's version
     */
    public void keep(ReleaseOpened opened, ManifestText text) throws IOException {
        keep(opened.publication(), text, opened.openedAt());
        Path folder = folder(releases, opened.publication());
        long next =
                files(folder).stream().mapToLong(ReleaseRecords::number).max().orElse(0) + 1;
        write(folder, "%08d-%s".formatted(next, opened.run()), opened);
    }

    /** The order of attempts; clocks do not give it reliably. */
    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /**
     * Keeps a manifest that is put in force.
     *
     * @param at when it was put in force
     */
    public void keep(PublicationName publication, ManifestText text, Instant at) throws IOException {
        write(folder(manifests, publication), text.version(), new KnownManifest(at, text.files()));
    }

    /** Every attempt, publication by publication, in the order in which they were sent. */
    public List<ReleaseOpened> releases() throws IOException {
        List<Path> files = new ArrayList<>(files(releases));
        files.sort(Comparator.comparing((Path file) -> releases.relativize(file).getName(0))
                .thenComparing(ReleaseRecords::number));
        List<ReleaseOpened> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(file, ReleaseOpened.class));
        }
        return all;
    }

    /** Every manifest; the last one is the one that was put in force last. */
    public List<ArchivedManifest> manifests() throws IOException {
        List<ArchivedManifest> all = new ArrayList<>();
        for (Path file : files(manifests)) {
            KnownManifest known = read(file, KnownManifest.class);
            PublicationName publication =
                    new PublicationName(manifests.relativize(file).getName(0).toString());
            all.add(new ArchivedManifest(publication, new ManifestText(known.files()), known.inForceSince()));
        }
        all.sort(Comparator.comparing(ArchivedManifest::inForceSince));
        return all;
    }

    /**
     * A manifest as it was put in force.
     *
     * @param inForceSince when it was last put in force
     */
    public record ArchivedManifest(PublicationName publication, ManifestText text, Instant inForceSince) {}

    /** The JSON. */
    record KnownManifest(Instant inForceSince, SortedMap<String, String> files) {}

    /** A record of an attempt that is stored elsewhere. */
    public static ReleaseOpened release(byte[] content) throws IOException {
        return JSON.readValue(content, ReleaseOpened.class);
    }

    private static Path folder(Path all, PublicationName publication) throws IOException {
        Path folder = all.resolve(publication.value());
        DurableFile.createFolder(folder);
        return folder;
    }

    private static void write(Path folder, String name, Object content) throws IOException {
        Path next = Files.createTempFile(folder, "", ".part");
        try {
            Files.write(next, JSON.writeValueAsBytes(content));
            DurableFile.move(next, folder.resolve(name + SUFFIX));
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static List<Path> files(Path all) throws IOException {
        return FolderFiles.in(all).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "Cannot read the record %s: found %s, expected JSON as it was written there; restore it from a copy, or move it away to continue without this release"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }
}
