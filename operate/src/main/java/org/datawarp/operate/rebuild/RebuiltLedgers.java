package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.producers.fetch.FetchLedger;
import org.datawarp.producers.fetch.FetchLedger.FileOfRelease;
import org.datawarp.producers.fetch.FetchLedger.KnownRelease;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.publish.PublishedRelease;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.UnreadableFile;

/**
 * The ledgers after their topics were rebuilt. They name the present topics, so that the next check of a page does not
 * send again what is there. Used by one thread, for attempts in the order in which they were opened.
 */
final class RebuiltLedgers {

    private final LedgerStore store;
    private final ReleasePublisher publisher;
    private final Map<PublicationName, FetchLedger> open = new HashMap<>();
    private final Map<PublicationName, String> topics = new HashMap<>();
    private final Set<String> noted = new HashSet<>();

    RebuiltLedgers(LedgerStore store, ReleasePublisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /** The topic held the attempt already, or the attempt cannot be sent again. */
    void note(ArchivedAttempt attempt) throws IOException {
        if (attempt.inTopic() == ArchivedAttempt.Presence.WHOLE) {
            note(attempt, attempt.opened().run(), List.of());
        }
    }

    /** The attempt was sent again. */
    void note(ArchivedAttempt attempt, PublishedRelease published) throws IOException {
        note(
                attempt,
                published.run(),
                published.unreadable().stream().map(UnreadableFile::message).toList());
    }

    private void note(ArchivedAttempt attempt, String run, List<String> problems) throws IOException {
        ReleaseOpened opened = attempt.opened();
        FetchLedger ledger = ledger(opened.publication());
        Optional<KnownRelease> known = ledger.lastPublished(opened.release());
        String release = opened.publication() + " " + opened.release();
        boolean isLatest = known.isEmpty() || known.get().run().equals(opened.run()) || noted.contains(release);
        if (isLatest && attempt.manifest().isPresent()) {
            noted.add(release);
            ledger.remember(
                    opened.release(),
                    new KnownRelease(
                            run,
                            topic(opened.publication()),
                            attempt.manifest().get().publicationVersion(),
                            opened.files().stream()
                                    .map(file -> new FileOfRelease(file.name(), file.digest()))
                                    .toList(),
                            known.map(KnownRelease::problems).orElse(problems)));
        }
    }

    private FetchLedger ledger(PublicationName publication) throws IOException {
        FetchLedger ledger = open.get(publication);
        if (ledger == null) {
            ledger = FetchLedger.open(store, publication);
            open.put(publication, ledger);
        }
        return ledger;
    }

    private String topic(PublicationName publication) throws IOException {
        String topic = topics.get(publication);
        if (topic == null) {
            topic = publisher.topicId(publication);
            topics.put(publication, topic);
        }
        return topic;
    }
}
