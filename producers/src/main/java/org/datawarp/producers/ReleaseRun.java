package org.datawarp.producers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.producers.ReleaseChoice.Unchanged;
import org.datawarp.producers.ReleaseOutcome.State;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.producers.discover.FileLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.producers.fetch.FetchException;
import org.datawarp.producers.fetch.FetchLedger;
import org.datawarp.producers.fetch.FetchLedger.FileOfRelease;
import org.datawarp.producers.fetch.FetchLedger.KnownRelease;
import org.datawarp.producers.fetch.Fetcher;
import org.datawarp.producers.fetch.KnownFile;
import org.datawarp.producers.publish.FetchedFile;
import org.datawarp.producers.publish.FetchedRelease;
import org.datawarp.producers.publish.PublishException;
import org.datawarp.producers.publish.PublishedRelease;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.read.Members;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.UnreadableFile;

/** Loads the releases of one publication, one after the other. Used for one run, by one thread. */
final class ReleaseRun {

    private static final String NO_RUN = "";

    private final Fetcher fetcher;
    private final ReleasePublisher publisher;
    private final FetchLedger ledger;
    private final FetchEvents events;
    private final String topicId;

    /** @param topicId the identity of the topic that releases go to */
    ReleaseRun(Fetcher fetcher, ReleasePublisher publisher, FetchLedger ledger, FetchEvents events, String topicId) {
        this.fetcher = fetcher;
        this.publisher = publisher;
        this.ledger = ledger;
        this.events = events;
        this.topicId = topicId;
    }

    /**
     * Skips a release that was sent with exactly the files that its page links to. It does not check whether a file was
     * replaced, and reports nothing: this happens at every check.
     *
     * @return empty when the release must be loaded
     */
    Optional<ReleaseOutcome> leave(DiscoveredRelease release, ManifestText text) {
        List<FileOfRelease> files = new ArrayList<>();
        for (FileLink link : release.files()) {
            ledger.lastFile(link.address())
                    .filter(known -> known.name().equals(link.name()))
                    .ifPresent(known -> files.add(new FileOfRelease(known.name(), known.digest())));
        }
        KnownRelease now = new KnownRelease(NO_RUN, topicId, text.publicationVersion(), files, List.of());
        return files.size() < release.files().size()
                ? Optional.empty()
                : ledger.lastPublished(release.name())
                        .filter(last -> last.isSameAs(now))
                        .map(last -> asBefore(release, last));
    }

    /**
     * Fetches and sends a release, unless it is unchanged.
     *
     * @throws InterruptedIOException when the thread is interrupted
     * @throws IOException when another process has taken over the publication; every other failure is an outcome
     */
    ReleaseOutcome bring(DiscoveredRelease release, Manifest manifest, ManifestText text, Unchanged unchanged)
            throws IOException {
        List<FetchedFile> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (FileLink link : release.files()) {
            publisher.throttle().awaitDisk(manifest.publication().name(), release.name());
            fetch(release, link, ledger.lastFile(link.address()), problems).ifPresent(files::add);
        }
        if (!problems.isEmpty()) {
            return failed(release, problems);
        }

        Optional<KnownRelease> last = ledger.lastPublished(release.name());
        KnownRelease now = known(NO_RUN, text, files, List.of());
        if (unchanged == Unchanged.LEAVE && last.isPresent() && last.get().isSameAs(now)) {
            events.unchanged(release, last.get().run());
            return asBefore(release, last.get());
        }
        return publish(release, manifest, text, files);
    }

    private static ReleaseOutcome asBefore(DiscoveredRelease release, KnownRelease last) {
        return new ReleaseOutcome(
                release.name(), last.run(), State.UNCHANGED, release.files().size(), 0, last.problems());
    }

    /** @param before what the address returned last time; empty to download the bytes in any case */
    private Optional<FetchedFile> fetch(
            DiscoveredRelease release, FileLink link, Optional<KnownFile> before, List<String> problems)
            throws IOException {
        try {
            Download download = fetcher.refresh(link.address(), before);
            ledger.remember(download, link.name());
            if (before.isEmpty() || !before.get().digest().equals(download.digest())) {
                events.fetched(release, link, download);
            }
            if (before.isPresent() && isReplaced(release, link, before.get(), download)) {
                events.replaced(release, link, before.get(), download);
            }
            PublishedFile file = new PublishedFile(
                    download.digest(), link.name(), link.address().toString(), download.bytes(), download.fetchedAt());
            return Optional.of(new FetchedFile(file, download.path()));
        } catch (FetchException e) {
            events.rejected(release, link.name(), e.reason(), String.valueOf(e.getMessage()));
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a release was sent with other bytes from the same address. */
    private boolean isReplaced(DiscoveredRelease release, FileLink link, KnownFile before, Download now) {
        return !before.digest().equals(now.digest())
                && ledger.lastPublished(release.name())
                        .filter(last -> last.files().contains(new FileOfRelease(link.name(), before.digest())))
                        .isPresent();
    }

    private ReleaseOutcome publish(
            DiscoveredRelease release, Manifest manifest, ManifestText text, List<FetchedFile> known)
            throws IOException {
        List<FetchedFile> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (FetchedFile file : known) {
            archived(file, release, problems).ifPresent(files::add);
        }
        if (!problems.isEmpty()) {
            return failed(release, problems);
        }
        // If another process has taken over by now, that one sends the release.
        ledger.confirm();
        FetchedRelease fetched = new FetchedRelease(
                manifest,
                text,
                release.name(),
                release.period(),
                release.vintage(),
                release.page().toString(),
                new Members(manifest.publication().files().members()),
                files);
        try {
            PublishedRelease published = publisher.publish(fetched);
            // The record comes first: a release in the ledger is never sent again, so the archive must be able to
            // restore it.
            fetcher.records().keep(published.opened(), text);
            events.published(release, published);
            List<String> unreadable =
                    published.unreadable().stream().map(UnreadableFile::message).toList();
            ledger.remember(release.name(), known(published.run(), text, files, unreadable));
            return new ReleaseOutcome(
                    release.name(), published.run(), State.PUBLISHED, files.size(), published.rows(), unreadable);
        } catch (PublishException e) {
            return failed(release, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** The file with its bytes on this machine: another machine may have fetched it. */
    private Optional<FetchedFile> archived(FetchedFile file, DiscoveredRelease release, List<String> problems)
            throws IOException {
        if (Files.exists(file.path())) {
            return Optional.of(file);
        }
        for (FileLink link : release.files()) {
            if (link.address().toString().equals(file.file().url())) {
                return fetch(release, link, Optional.empty(), problems);
            }
        }
        throw new IllegalStateException(file.file().url() + " is not a file of " + release.name());
    }

    private ReleaseOutcome failed(DiscoveredRelease release, List<String> problems) {
        events.failed(release, problems);
        return new ReleaseOutcome(
                release.name(), NO_RUN, State.FAILED, release.files().size(), 0, problems);
    }

    private KnownRelease known(String run, ManifestText text, List<FetchedFile> files, List<String> problems) {
        return new KnownRelease(
                run,
                topicId,
                text.publicationVersion(),
                files.stream()
                        .map(file -> new FileOfRelease(
                                file.file().name(), file.file().digest()))
                        .toList(),
                problems);
    }
}
