package org.datawarp.producers.fetch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
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
 * What is remembered of one publication between runs, as JSON: what each address gave, and which files each
 * release was last published with. Losing it costs time and nothing else. Owned by one thread.
 */
public final class FetchLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLedger.class);

    private static final ObjectMapper JSON = RecordJson.MAPPER;

    private final LedgerStore store;
    private final PublicationName publication;
    private final Content content;

    private FetchLedger(LedgerStore store, PublicationName publication, Content content) {
        this.store = store;
        this.publication = publication;
        this.content = content;
    }

    /** Opens a publication's ledger. One that is not there, or cannot be read, is empty. */
    public static FetchLedger open(LedgerStore store, PublicationName publication) throws IOException {
        Content content = store.read(publication)
                .flatMap(bytes -> read(bytes, publication))
                .orElseGet(() -> new Content(new TreeMap<>(), new TreeMap<>()));
        return new FetchLedger(store, publication, content);
    }

    private static Optional<Content> read(byte[] bytes, PublicationName publication) {
        try {
            return Optional.ofNullable(JSON.readValue(bytes, Content.class));
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("publication", publication)
                    .setCause(e)
                    .log("Ledger is unreadable; everything is fetched again");
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

    /** The releases that are in a topic as the manifest of a version says. */
    public List<ReleaseName> published(String topicId, String manifestVersion) {
        return content.releases().entrySet().stream()
                .filter(entry -> entry.getValue().topicId().equals(topicId)
                        && entry.getValue().manifestVersion().equals(manifestVersion))
                .map(entry -> new ReleaseName(entry.getKey()))
                .toList();
    }

    /** How many releases were ever published. */
    public int releases() {
        return content.releases().size();
    }

    /** Remembers that a release is in the raw topic, whole. */
    public void remember(ReleaseName release, KnownRelease published) throws IOException {
        content.releases().put(release.value(), published);
        save();
    }

    /**
     * Makes sure that this is still where the publication's ledger is kept.
     *
     * @throws IOException when somebody else keeps it by now
     */
    public void confirm() throws IOException {
        save();
    }

    private void save() throws IOException {
        store.write(publication, JSON.writeValueAsBytes(content));
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
