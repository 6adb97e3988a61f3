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
 * What is remembered of one publication between runs, as JSON: what each address returned, and which files each release
 * was last sent with. Losing it only costs time. Owned by one thread.
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

    /** Opens a publication's ledger. A ledger that is missing or cannot be read is empty. */
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

    /** What an address returned last time. */
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

    /** The releases in a topic that were sent with a version of the manifest. */
    public List<ReleaseName> published(String topicId, String manifestVersion) {
        return content.releases().entrySet().stream()
                .filter(entry -> entry.getValue().topicId().equals(topicId)
                        && entry.getValue().manifestVersion().equals(manifestVersion))
                .map(entry -> new ReleaseName(entry.getKey()))
                .toList();
    }

    /** How many releases were ever sent. */
    public int releases() {
        return content.releases().size();
    }

    /** Remembers that a release is completely in the raw topic. */
    public void remember(ReleaseName release, KnownRelease published) throws IOException {
        content.releases().put(release.value(), published);
        save();
    }

    /**
     * Makes sure that this process still owns the publication's ledger.
     *
     * @throws IOException when another process owns it by now
     */
    public void confirm() throws IOException {
        save();
    }

    private void save() throws IOException {
        store.write(publication, JSON.writeValueAsBytes(content));
    }

    /**
     * A release as it was last sent.
     *
     * @param run the attempt that sent it
     * @param topicId the identity of the topic that it was sent to
     * @param manifestVersion the version of the manifest's part about files. The rest of a manifest applies to raw
     *     rows, and changes to it need no sending
     * @param files by name, then digest
     * @param problems what was wrong with it, for people
     */
    public record KnownRelease(
            String run, String topicId, String manifestVersion, List<FileOfRelease> files, List<String> problems) {

        public KnownRelease {
            problems = List.copyOf(problems);
            files = files.stream().sorted().toList();
        }

        /** Whether sending would put the same rows into the topic again. */
        public boolean isSameAs(KnownRelease other) {
            return topicId.equals(other.topicId)
                    && manifestVersion.equals(other.manifestVersion)
                    && files.equals(other.files);
        }
    }

    /** The name counts, because a manifest may depend on it. */
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
