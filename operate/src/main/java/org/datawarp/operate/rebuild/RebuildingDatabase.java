package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.operate.repair.ManifestVersions;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.store.RebuildMark;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.table.Revisions;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.change.ChangeCapture;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.promotion.Rollbacks;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.replay.LostAttempts;

/**
 * Repeats the decisions that PostgreSQL has lost, from the raw topics, in their original order, with the original
 * manifests, names and times. Each decision is one transaction. A mark keeps DataWarp from starting before all are
 * made. Until then, the published data stays as it is; the next start replaces it as a whole. No role may be using the
 * services. Used by one thread.
 */
public final class RebuildingDatabase implements Rebuild {

    private final Endpoints endpoints;
    private final PrintWriter out;
    private final ManifestVersions manifests;
    private final List<LostDecision> lost;
    private final boolean isOlder;
    private final List<String> problems = new ArrayList<>();

    private RebuildingDatabase(
            Endpoints endpoints,
            PrintWriter out,
            ManifestVersions manifests,
            List<LostDecision> lost,
            boolean isOlder) {
        this.endpoints = endpoints;
        this.out = out;
        this.manifests = manifests;
        this.lost = lost;
        this.isOlder = isOlder;
    }

    /**
     * Finds out what PostgreSQL lacks; reads the raw topics completely. Creates nothing but the tables of an empty
     * database.
     */
    public static RebuildingDatabase examine(Endpoints endpoints, PrintWriter out)
            throws IOException, InterruptedException {
        Map<String, Object> kafka = endpoints.kafkaProperties();
        DatabaseMigrations.migrate(endpoints.database().settings());
        List<LostDecision> lost = new LostDecisions(
                        RawIndex.read(kafka).runs(),
                        PromotionLog.read(kafka).commits(),
                        new ReleaseStore(writer(endpoints)).settledRuns())
                .inOrder();
        try {
            return new RebuildingDatabase(
                    endpoints,
                    out,
                    ManifestVersions.read(kafka),
                    lost,
                    ChangeCapture.isDatabaseOlder(Pipeline.captureSettings(endpoints))
                            || RebuildMark.isSet(writer(endpoints)));
        } catch (SQLException e) {
            throw new IOException("Cannot find out from PostgreSQL where its log ends: " + e.getMessage(), e);
        }
    }

    private static DatabaseSettings writer(Endpoints endpoints) {
        return endpoints.database(DatabaseRole.WRITER).settings();
    }

    @Override
    public void show() {
        out.printf(
                "PostgreSQL lacks %d decisions on releases in the raw topics: %,d rows would be read again, %,d"
                        + " bytes.%n",
                lost.size(),
                lost.stream().mapToLong(LostDecision::rows).sum(),
                lost.stream().mapToLong(LostDecision::bytes).sum());
        for (LostDecision decision : lost) {
            String lacks = lacks(decision).map(lack -> ": " + lack).orElse("");
            out.printf("  %s%s%s%n", decision.words(), decision.isUndoing() ? ", rolled back" : "", lacks);
        }
        if (isOlder && lost.isEmpty()) {
            out.println(
                    "Its log ends before the point that was published; the next start would publish all rows that it"
                            + " holds again.");
        }
        out.flush();
    }

    /** The reason why the decision cannot be repeated. */
    private Optional<String> lacks(LostDecision decision) {
        Commit commit = decision.commit();
        if (decision.raw() == null && !decision.isUndoing()) {
            return Optional.of(
                    "cannot be rebuilt, the raw topic does not hold all of its rows; if the archive has its files,"
                            + " first: ./datawarp rebuild --from archive");
        }
        PublicationName publication = commit == null
                ? decision.raw() == null ? null : decision.raw().opened().publication()
                : commit.publication();
        boolean isKnown = publication != null
                && manifests.find(publication, decision.manifestVersion()).isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.of(
                        ("cannot be rebuilt, found no manifest of the version %s in its topic; if the archive has it,"
                                        + " first: ./datawarp rebuild --from archive")
                                .formatted(decision.manifestVersion()));
    }

    @Override
    public boolean isNeeded() {
        return isOlder || !lost.isEmpty();
    }

    @Override
    public boolean isComplete() {
        return problems.isEmpty()
                && lost.stream().allMatch(decision -> lacks(decision).isEmpty());
    }

    @Override
    public void run() throws IOException {
        CaptureSettings capture = Pipeline.captureSettings(endpoints);
        DatabaseSettings database = writer(endpoints);
        boolean goesOn = RebuildMark.isSet(database);
        // Set the mark first: nothing may follow an incomplete database.
        RebuildMark.set(database);
        try {
            ChangeCapture.forgetPosition(capture);
        } catch (IllegalStateException e) {
            if (!goesOn) {
                RebuildMark.remove(database);
            }
            throw e;
        } catch (SQLException e) {
            throw new IOException("Cannot ask PostgreSQL who follows its changes: " + e.getMessage(), e);
        }
        LostAttempts attempts = new LostAttempts(database, endpoints.kafkaProperties());
        Rollbacks rollbacks = new Rollbacks(database, event -> {}, InstantSource.system());
        int done = 0;
        for (LostDecision decision : lost) {
            out.printf("%d of %d: ", ++done, lost.size());
            out.println(
                    lacks(decision).isPresent()
                            ? decision.words() + " was left out"
                            : decide(decision, attempts, rollbacks));
            out.flush();
        }
        RebuildMark.remove(database);
        problems.forEach(out::println);
        out.flush();
    }

    @Override
    public String outcome() {
        return (isComplete() ? "PostgreSQL is complete again" : "PostgreSQL holds everything that could be rebuilt")
                + "; the next ./datawarp up publishes all rows that it holds in one version.";
    }

    /** @return the result, in words */
    private String decide(LostDecision decision, LostAttempts attempts, Rollbacks rollbacks) {
        try {
            if (decision.isUndoing()) {
                undo(decision, rollbacks);
                return decision.words() + ", rolled back";
            }
            ReleaseStatus decided = decide(decision, attempts);
            if (decision.commit() != null && decided.state() == ReleaseState.HELD) {
                problems.add("%s was promoted and is held now: %s; see why with: ./datawarp repair"
                        .formatted(decision.words(), decided.reasons()));
            }
            return "%s, %s: %,d rows"
                    .formatted(
                            decision.words(),
                            decided.state().word(),
                            decided.counts().rows());
        } catch (ReplayRefusedException e) {
            problems.add(String.valueOf(e.getMessage()));
            return decision.words() + " was left out";
        }
    }

    private ReleaseStatus decide(LostDecision decision, LostAttempts attempts) {
        RawIndex.Run raw = decision.raw();
        if (raw == null) {
            throw new IllegalStateException("Incomplete decisions are left out");
        }
        ReleaseOpened opened = raw.opened();
        Commit commit = decision.commit();
        Instant openedAt = commit == null ? raw.openedAt() : commit.openedAt();
        Instant stagedAt = commit == null ? openedAt : commit.stagedAt();
        Instant decidedAt = commit == null ? openedAt : commit.promotedAt();
        return attempts.apply(
                opened.openedAt(openedAt),
                raw.ranges(),
                manifest(opened.publication(), decision.manifestVersion()).manifest(),
                new LostAttempts.Times(decision.run(), stagedAt, decidedAt));
    }

    private PublicationManifest manifest(PublicationName publication, String version) {
        return manifests.find(publication, version).orElseThrow();
    }

    private void undo(LostDecision decision, Rollbacks rollbacks) {
        Commit commit = decision.commit();
        String undone = commit == null ? null : commit.undoes();
        if (commit == null || undone == null) {
            throw new IllegalStateException("A rollback names what it undoes");
        }
        List<DatasetName> datasets = commit.datasets().stream()
                .map(dataset -> dataset.table().dataset())
                .filter(dataset -> !Revisions.isRevisions(dataset))
                .toList();
        rollbacks.repeat(
                new Rollbacks.Target(
                        manifest(commit.publication(), commit.manifestVersion()).manifest(),
                        datasets.size() == 1 ? datasets.get(0) : null,
                        commit.release()),
                undone,
                commit.run(),
                commit.promotedAt());
    }
}
