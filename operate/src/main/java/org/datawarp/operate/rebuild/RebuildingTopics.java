package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.operate.schedule.IdleLedgers;
import org.datawarp.operate.service.IdleServices;
import org.datawarp.operate.store.KeptRows;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.LedgerStore;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.publish.PublishedRelease;
import org.datawarp.producers.publish.RawTopics;
import org.datawarp.producers.publish.ReleasePublisher;
import org.datawarp.producers.publish.Throttle;
import org.datawarp.producers.read.Members;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.loader.RowsPositions;

/**
 * Restores what the raw topics lack from the archive of original files: the same messages, under the names that their
 * attempts had. Nothing is fetched, and existing messages are not touched, so an interrupted rebuild continues where it
 * was. No role may be using the services. Used by one thread.
 */
public final class RebuildingTopics implements Rebuild {

    private final Settings settings;
    private final IdleServices services;
    private final Endpoints endpoints;
    private final PrintWriter out;
    private final Archive archive;
    private final List<ArchivedAttempt> attempts;
    private final Set<String> damaged;

    private RebuildingTopics(
            Settings settings,
            IdleServices services,
            PrintWriter out,
            Archive archive,
            List<ArchivedAttempt> attempts,
            Set<String> damaged) {
        this.settings = settings;
        this.services = services;
        this.endpoints = services.endpoints();
        this.out = out;
        this.archive = archive;
        this.attempts = attempts;
        this.damaged = damaged;
    }

    /**
     * Finds out what the raw topics lack: reads them completely, and the needed part of the archive. Changes nothing.
     */
    public static RebuildingTopics examine(Settings settings, IdleServices services, PrintWriter out)
            throws IOException {
        Archive archive = Archive.in(settings.dataDirectory().resolve("archive"));
        RawIndex topics = RawIndex.read(services.endpoints().kafkaProperties());
        return new RebuildingTopics(
                settings,
                services,
                out,
                archive,
                new ArchivedAttempts(archive).compare(topics),
                services.damagedTopics());
    }

    @Override
    public void show() {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT),
                List.of("publication", "release", "opened", "files", "bytes"));
        for (ArchivedAttempt attempt : toBePublished()) {
            ReleaseOpened opened = attempt.opened();
            table.add(List.of(
                    opened.publication().value(),
                    opened.release().value(),
                    opened.openedAt().toString(),
                    "%,d".formatted(opened.files().size()),
                    "%,d".formatted(attempt.bytes())));
        }
        if (!toBePublished().isEmpty()) {
            out.print(table);
        }
        long whole = attempts.stream()
                .filter(attempt -> attempt.inTopic() == ArchivedAttempt.Presence.WHOLE)
                .count();
        out.printf(
                "The archive records %d attempts at releases; the raw topics hold %d of them, %d would be sent again"
                        + " from %,d bytes.%n",
                attempts.size(),
                whole,
                toBePublished().size(),
                toBePublished().stream().mapToLong(ArchivedAttempt::bytes).sum());
        attempts.forEach(this::showLack);
        if (!damaged.isEmpty()) {
            out.printf("Damaged and empty until then: %s.%n", String.join(", ", damaged));
        }
        out.flush();
    }

    private void showLack(ArchivedAttempt attempt) {
        ReleaseOpened opened = attempt.opened();
        attempt.lacks()
                .ifPresent(lack -> out.printf(
                        "Cannot send %1$s %2$s of %3$s again: %4$s; restore the archive from a copy, or fetch the"
                                + " publisher's current files: ./datawarp load %1$s --release %2$s --again%n",
                        opened.publication(), opened.release(), opened.openedAt(), lack));
    }

    private List<ArchivedAttempt> toBePublished() {
        return attempts.stream().filter(ArchivedAttempt::isToBePublished).toList();
    }

    @Override
    public boolean isNeeded() {
        return !toBePublished().isEmpty() || !damaged.isEmpty();
    }

    @Override
    public boolean isComplete() {
        return attempts.stream().allMatch(attempt -> attempt.lacks().isEmpty());
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Map<String, Object> kafka = endpoints.kafkaProperties();
        Set<PublicationName> concerned = new TreeSet<>();
        toBePublished().forEach(attempt -> concerned.add(attempt.opened().publication()));
        DatabaseSettings database = endpoints.database().settings();
        DatabaseMigrations.migrate(database);
        RowsPositions.forget(database, concerned);
        try (IdleLedgers kept = new IdleLedgers(
                        new WatchStore(database),
                        LedgerStore.in(settings.dataDirectory().resolve("ledger")));
                Admin admin = Admin.create(kafka);
                IsolatedReader reader =
                        new IsolatedReader(settings.dataDirectory().resolve("work"), IsolationLimits.DEFAULT);
                ReleasePublisher publisher = new ReleasePublisher(
                        ReleasePublisher.producer(kafka),
                        RawTopics.through(admin, kafka, settings.partitions()),
                        reader,
                        InstantSource.system(),
                        // Nothing reads on in this state: what waits would wait for ever.
                        Throttle.NONE)) {
            new TopologyPositions(admin).moveBack(concerned);
            for (PublicationName publication : concerned) {
                publisher.topicId(publication);
            }
            new ManifestTopicRebuild(kafka, archive.records()).run();
            publish(concerned, publisher, new RebuiltLedgers(kept, publisher));
        }
        if (!damaged.isEmpty()) {
            List<String> commits = KeptRows.write(database, Writer.nullWriter()).commits();
            PromotionLog.read(kafka).with(commits).addTo(kafka);
        }
        services.rebuilt(isComplete())
                .ifPresent(folder -> out.printf("What was damaged is kept in %s: delete it by hand.%n", folder));
    }

    @Override
    public String outcome() {
        return (isComplete()
                        ? "The raw topics are complete again"
                        : "The raw topics hold everything that could be" + " rebuilt")
                + "; the next ./datawarp up will fill the other topics. If PostgreSQL was lost as well, first:"
                + " ./datawarp rebuild --from raw";
    }

    private void publish(Set<PublicationName> concerned, ReleasePublisher publisher, RebuiltLedgers ledgers)
            throws IOException {
        int published = 0;
        for (ArchivedAttempt attempt : attempts) {
            if (attempt.isToBePublished()) {
                published++;
                out.printf("%d of %d: ", published, toBePublished().size());
                publish(attempt, publisher, ledgers);
            } else if (concerned.contains(attempt.opened().publication())) {
                ledgers.note(attempt);
            }
        }
    }

    private void publish(ArchivedAttempt attempt, ReleasePublisher publisher, RebuiltLedgers ledgers)
            throws IOException {
        ReleaseOpened known = attempt.opened();
        // Rows of an incomplete attempt must not be mixed with the new ones, so these get another attempt of the same
        // age.
        ReleaseOpened opened =
                attempt.inTopic() == ArchivedAttempt.Presence.PART ? known.as(publisher.newRun()) : known;
        Members members = new Members(new ManifestReader()
                .read(attempt.manifest().orElseThrow())
                .publication()
                .files()
                .members());
        PublishedRelease done = publisher.restore(opened, members, attempt.files());
        if (!opened.equals(known)) {
            archive.records().keep(opened, attempt.manifest().orElseThrow());
        }
        ledgers.note(attempt, done);
        out.printf("%s %s, %,d rows%n", opened.publication(), opened.release(), done.rows());
        out.flush();
    }
}
