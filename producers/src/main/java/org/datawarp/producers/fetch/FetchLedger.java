package org.datawarp.producers.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of one publication between runs, as a JSON file: what each address gave, and which files each
 * release was last published with. Losing it costs time and nothing else. Owned by one thread.
 */
public final class FetchLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLedger.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Path folder;
    private final Path file;
    private final Content content;

    private FetchLedger(Path folder, Path file, Content content) {
        this.folder = folder;
        this.file = file;
        this.content = content;
    }

    /**
     * Opens a publication's ledger. One that is not there, or cannot be read, is empty.
     *
     * @param folder of all ledgers; made when it is not there
     */
    public static FetchLedger open(Path folder, PublicationName publication) throws IOException {
        DurableFile.createFolder(folder);
        Path file = folder.resolve(publication + ".json");
        return new FetchLedger(folder, file, read(file).orElseGet(() -> new Content(new TreeMap<>(), new TreeMap<>())));
    }

    private static Optional<Content> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), Content.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("Ledger is unreadable; everything is fetched again");
            return Optional.empty();
        }
    }

    /** What an address gave the last time. */
    public Optional<KnownFile> lastFile(URI address) {
        return Optional.ofNullable(content.files().get(address.toString()));
    }

    public void remember(Download download, String name) throws IOException {
        KnownFile known =
                new KnownFile(download.digest(), download.bytes(), name, download.validators(), download.fetchedAt());
        if (!known.equals(content.files().put(download.address().toString(), known))) {
            save();
        }
    }

    public Optional<KnownRelease> lastPublished(ReleaseName release) {
        return Optional.ofNullable(content.releases().get(release.value()));
    }

    /** Remembers that a release is in the raw topic, whole. */
    public void remember(ReleaseName release, KnownRelease published) throws IOException {
        content.releases().put(release.value(), published);
        save();
    }

    private void save() throws IOException {
        Path next = Files.createTempFile(folder, "", ".part");
        try {
            Files.write(next, JSON.writeValueAsBytes(content));
            DurableFile.move(next, file);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /**
     * A release as it was last published.
     *
     * @param run the attempt that published it
     * @param topicId the identity of the topic that it went to
     * @param manifestVersion of what the manifest says about files: datasets are applied to raw rows, and mended without
     *     publishing these again
     * @param files by name, then digest
     * @param problems what was wrong with it, for people
     */
    public record KnownRelease(
            String run, String topicId, String manifestVersion, List<FileOfRelease> files, List<String> problems) {

        public KnownRelease {
            problems = List.copyOf(problems);
            files = files.stream().sorted().toList();
        }

        /** Whether publishing would put the same rows into the topic once more. */
        public boolean isSameAs(KnownRelease other) {
            return topicId.equals(other.topicId)
                    && manifestVersion.equals(other.manifestVersion)
                    && files.equals(other.files);
        }
    }

    /** A name takes part in what a manifest says about a file. */
    public record FileOfRelease(String name, FileDigest digest) implements Comparable<FileOfRelease> {

        @Override
        public int compareTo(FileOfRelease other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : digest.value().compareTo(other.digest.value());
        }
    }

    /** The JSON. */
    record Content(SortedMap<String, KnownFile> files, SortedMap<String, KnownRelease> releases) {}
}
