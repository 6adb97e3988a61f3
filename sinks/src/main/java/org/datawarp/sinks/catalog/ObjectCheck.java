package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares published objects with their digests after each start, and then once a week. A damaged object is written
 * again from an object with the same bytes. If there is none, the sink repairs {@linkplain #pendingDamage the part}.
 *
 * <p>{@link #next} is called by one thread, the rest by another.
 */
final class ObjectCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectCheck.class);

    private static final Duration BETWEEN = Duration.ofDays(7);

    /**
     * One object to compare.
     *
     * @param part null for objects derived from a dataset's parts
     */
    private record Step(DatasetName dataset, @Nullable Part part) {}

    private final DerivedObjects objects;
    private final Patience patience;
    private final EventLog events;
    private final InstantSource clock;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Map<DatasetName, DamagedPartException> damaged = new ConcurrentHashMap<>();
    private final Set<String> notified = new HashSet<>();
    private volatile Catalog catalog = Catalog.EMPTY;
    private volatile boolean underWay;
    private volatile long lastNanos = System.nanoTime() - BETWEEN.toNanos();

    ObjectCheck(DerivedObjects objects, Patience patience, EventLog events, InstantSource clock) {
        this.objects = objects;
        this.patience = patience;
        this.events = events;
        this.clock = clock;
    }

    /** @param now the catalogue in force from now on */
    void follow(Catalog now) {
        catalog = now;
    }

    /** @return whether a round began: {@link #next} is to be called until it ends */
    boolean beginIfDue() {
        if (!isDue()) {
            return false;
        }
        for (CatalogDataset dataset : catalog.datasets()) {
            dataset.parts().forEach(part -> steps.add(new Step(dataset.dataset(), part)));
            steps.add(new Step(dataset.dataset(), null));
        }
        underWay = !steps.isEmpty();
        lastNanos = System.nanoTime();
        return underWay;
    }

    private boolean isDue() {
        return !underWay && System.nanoTime() - lastNanos >= BETWEEN.toNanos();
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Whether no round is running or due, and no repair is pending. */
    boolean isDone() {
        return !underWay && !isDue() && damaged.isEmpty();
    }

    /** A part is damaged, and no other object has its bytes. */
    void recordDamage(DamagedPartException damage) {
        damaged.put(damage.part().dataset(), damage);
    }

    /** The next damage to repair. It stays the next until it is {@link #settled}. */
    Optional<DamagedPartException> pendingDamage() {
        return damaged.values().stream().findFirst();
    }

    /** A damage is no longer pending. */
    void settled(DamagedPartException damage) {
        damaged.remove(damage.part().dataset(), damage);
    }

    /** Settles a damage that cannot be repaired, and notifies a person, once for each part. */
    void notRepaired(DamagedPartException damage) {
        settled(damage);
        String problem = String.valueOf(damage.getMessage());
        if (notified.add(problem)) {
            LOG.atError().log(problem);
            events.record(
                    new Event(EventType.OBJECT_DAMAGED, "", "", "", Map.of(Fact.MESSAGE, problem), clock.instant()));
        }
    }

    /**
     * Compares one object. If the store fails, the rest is left to the next round.
     *
     * @param isLagging whether a dataset's derived objects are about to be written
     * @return how long it took
     */
    Duration next(Predicate<DatasetName> isLagging) {
        long began = System.nanoTime();
        Step step = steps.remove();
        try {
            patience.inBudget(() -> check(step, isLagging));
        } catch (DamagedPartException e) {
            recordDamage(e);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("problem", e.getMessage())
                    .log("What is published could not be compared with its digests");
            steps.clear();
        }
        underWay = !steps.isEmpty();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Compares with the catalogue of this moment, which may be newer than the round. */
    private boolean check(Step step, Predicate<DatasetName> isLagging) throws IOException {
        for (CatalogDataset dataset : catalog.datasets()) {
            if (dataset.dataset().equals(step.dataset())) {
                Part part = step.part();
                if (part == null && !isLagging.test(dataset.dataset())) {
                    objects.check(dataset);
                } else if (part != null && dataset.parts().contains(part)) {
                    objects.check(part);
                }
            }
        }
        return true;
    }
}
