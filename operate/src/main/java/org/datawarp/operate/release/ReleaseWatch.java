package org.datawarp.operate.release;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows attempts until each is visible to everyone, held, or overtaken. Used by one thread.
 *
 * <p>Queries the database and the catalogue, so it does not matter which process does the work.
 */
public final class ReleaseWatch {

    private static final Duration PAUSE = Duration.ofMillis(150);

    /** The pause after a check, as a multiple of its duration: waiting must cost little. */
    private static final long PAUSE_PER_LOOK = 9;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * The database rounds to microseconds and the catalogue truncates, so the same instant may be one earlier there.
     */
    private static final Duration ROUNDED_UP = Duration.of(1, ChronoUnit.MICROS);

    /** A killed database is back within this time, even when it has much to recover. */
    private static final Duration AWAY_PATIENCE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseWatch.class);

    private final ReleaseStore releases;
    private final PublishedCatalog published;
    private final Set<DatasetName> unpublished;
    private final InstantSource clock;
    private final Instant since;
    private final Map<String, Followed> finished = new LinkedHashMap<>();
    private final List<String> runs = new ArrayList<>();
    private @Nullable Long awaySinceNanos;

    /** What is published now. */
    @FunctionalInterface
    public interface PublishedCatalog {

        Catalog read() throws IOException;
    }

    /**
     * How an attempt ended.
     *
     * @param took the time from its first row to its end, as far as it was watched; empty when it had ended before
     */
    public record Followed(ReleaseStatus status, Optional<Duration> took) {}

    /** @param unpublished the datasets that stay in PostgreSQL */
    public ReleaseWatch(
            ReleaseStore releases, PublishedCatalog published, Set<DatasetName> unpublished, InstantSource clock) {
        this.releases = releases;
        this.published = published;
        this.unpublished = Set.copyOf(unpublished);
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Follows one more attempt. */
    public void follow(String run) {
        if (!runs.contains(run)) {
            runs.add(run);
        }
    }

    /** The number of attempts that have not ended yet. */
    public int underWay() {
        return runs.size() - finished.size();
    }

    /**
     * Waits until every attempt has ended.
     *
     * @param goOn called regularly; false ends the wait
     * @return the ends of the attempts that have ended, in the order of {@link #follow}
     */
    public List<Followed> await(BooleanSupplier goOn) throws IOException, InterruptedException {
        for (long begun = System.nanoTime(); !look() && goOn.getAsBoolean(); begun = System.nanoTime()) {
            Duration pause = pauseAfter(Duration.ofNanos(System.nanoTime() - begun));
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
        return runs.stream().filter(finished::containsKey).map(finished::get).toList();
    }

    /** @param look how long the check before the pause took */
    static Duration pauseAfter(Duration look) {
        long pause = PAUSE_PER_LOOK * look.toNanos();
        return Duration.ofNanos(Math.max(PAUSE.toNanos(), Math.min(pause, LONGEST_PAUSE.toNanos())));
    }

    /**
     * Looks once.
     *
     * @return whether every attempt has ended; false when the database or the store does not answer
     * @throws IOException when the store has not answered for long
     * @throws DatabaseUnavailableException when the database has not answered for long
     */
    public boolean look() throws IOException {
        try {
            boolean ended = lookOnce();
            awaySinceNanos = null;
            return ended;
        } catch (IOException | DatabaseUnavailableException e) {
            long now = System.nanoTime();
            long first = awaySinceNanos == null ? now : awaySinceNanos;
            if (now - first > AWAY_PATIENCE.toNanos()) {
                throw e;
            }
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("The state of releases is not known; asking again");
            awaySinceNanos = first;
            return false;
        }
    }

    private boolean lookOnce() throws IOException {
        if (underWay() == 0) {
            return true;
        }
        List<String> awaited =
                runs.stream().filter(run -> !finished.containsKey(run)).toList();
        // A repair or a replay of the same raw rows decides how the attempt ended.
        Map<String, ReleaseStatus> decided = releases.outcomes(awaited);
        decided.values().removeIf(outcome -> outcome.state() == ReleaseState.LOADING);
        if (!decided.isEmpty()) {
            Catalog catalog = published.read();
            decided.forEach((run, outcome) -> {
                if (outcome.state() != ReleaseState.PROMOTED || isPublished(outcome, catalog)) {
                    finished.put(run, new Followed(outcome, took(outcome)));
                }
            });
        }
        return underWay() == 0;
    }

    private Optional<Duration> took(ReleaseStatus status) {
        Instant ended = status.promotedAt() != null ? status.promotedAt() : status.closedAt();
        if (ended != null && ended.isBefore(since)) {
            return Optional.empty();
        }
        Instant began = status.openedAt().isBefore(since) ? since : status.openedAt();
        return Optional.of(Duration.between(began, clock.instant()));
    }

    /** Whether the catalogue has this promotion, or a later one of the same release, in each dataset that it touched. */
    private boolean isPublished(ReleaseStatus status, Catalog catalog) {
        return status.datasets().stream()
                .filter(result -> !unpublished.contains(result.dataset()))
                .allMatch(result -> isPublished(status, result, catalog));
    }

    private static boolean isPublished(ReleaseStatus status, DatasetResult result, Catalog catalog) {
        return catalog.datasets().stream()
                .filter(dataset -> dataset.dataset().equals(result.dataset()))
                .map(CatalogDataset::releases)
                .flatMap(List::stream)
                .anyMatch(release -> isSameOrLater(release, status));
    }

    private static boolean isSameOrLater(CatalogRelease release, ReleaseStatus status) {
        return release.release().equals(status.release())
                && status.promotedAt() != null
                && !release.committedAt().isBefore(status.promotedAt().minus(ROUNDED_UP));
    }
}
