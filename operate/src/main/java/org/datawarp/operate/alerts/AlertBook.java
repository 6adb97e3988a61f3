package org.datawarp.operate.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.store.AlertStore.Standing;
import org.datawarp.operate.store.AlertStore.Told;
import org.jspecify.annotations.Nullable;

/**
 * The state of every alert, and what each target knows of it. Decides when one fires and clears, and what a target is to
 * hear: it compares what a target heard last with how things are, so that nothing is kept for one that is away.
 * Safe for several threads.
 */
final class AlertBook {

    /** How long a cleared alert is shown. */
    static final Duration SHOWN = Duration.ofDays(30);

    private final Map<Key, Standing> standings = new LinkedHashMap<>();
    private final Map<Key, Map<String, Told>> told = new LinkedHashMap<>();

    private record Key(String alert, List<String> place) {}

    /** @param standings as they were kept */
    AlertBook(Collection<Standing> standings, Collection<Told> told) {
        standings.forEach(one -> this.standings.put(new Key(one.alert(), one.place()), one));
        told.forEach(this::note);
    }

    /** Takes what was measured. What could not be measured stays as it was. */
    synchronized void judge(Measurements measured, Instant now) {
        for (Alert alert : Alert.values()) {
            alert.condition().holding(measured).ifPresent(holding -> judge(alert, holding, now));
        }
        standings.values().removeIf(one -> isForgotten(one, now));
        told.keySet().retainAll(standings.keySet());
    }

    private void judge(Alert alert, List<Measurement> holding, Instant now) {
        Map<Key, Measurement> holds = holding.stream()
                .collect(Collectors.toMap(
                        one -> new Key(alert.id(), one.place()), one -> one, (one, other) -> one, LinkedHashMap::new));
        holds.forEach((key, one) -> standings.compute(
                key, (same, before) -> held(alert, key, Optional.ofNullable(before), one.words(), now)));
        standings.replaceAll(
                (key, one) -> key.alert().equals(alert.id()) && !holds.containsKey(key) ? eased(one, now) : one);
    }

    private static Standing held(Alert alert, Key key, Optional<Standing> before, String words, Instant now) {
        Instant since = before.map(Standing::holdsSince).orElse(now);
        boolean fires = before.map(Standing::fires).orElse(false);
        boolean begins = !fires && !now.isBefore(since.plus(alert.holds()));
        return new Standing(
                alert.id(),
                key.place(),
                since,
                null,
                begins ? now : before.map(Standing::firedAt).orElse(null),
                begins ? null : before.map(Standing::overAt).orElse(null),
                words);
    }

    /** Its cause does not hold now: that is the end of it if it stays so for a while. */
    private static Standing eased(Standing one, Instant now) {
        if (!one.fires()) {
            return with(one, null, null, one.overAt());
        }
        Instant since = one.easedSince() == null ? now : one.easedSince();
        boolean over = !now.isBefore(since.plus(Alert.EASED_FOR));
        return over ? with(one, null, null, now) : with(one, one.holdsSince(), since, null);
    }

    private static Standing with(
            Standing one, @Nullable Instant holdsSince, @Nullable Instant easedSince, @Nullable Instant overAt) {
        return new Standing(one.alert(), one.place(), holdsSince, easedSince, one.firedAt(), overAt, one.words());
    }

    private static boolean isForgotten(Standing one, Instant now) {
        boolean isUnknown = Alert.ofId(one.alert()).isEmpty();
        boolean never = one.firedAt() == null && one.holdsSince() == null;
        boolean longOver = one.overAt() != null
                && one.holdsSince() == null
                && one.overAt().plus(SHOWN).isBefore(now);
        return isUnknown || never || longOver;
    }

    /**
     * What a target is to hear now: what began to fire, what still does after so long, and what has cleared of that which it
     * heard of.
     *
     * @param repeat after how long an alert that still fires is repeated
     */
    synchronized List<Notice> due(String target, Duration repeat, Instant now) {
        List<Notice> due = new ArrayList<>();
        standings.forEach((key, one) -> {
            Told last = told.getOrDefault(key, Map.of()).get(target);
            boolean heard = last != null && last.fires();
            if (one.fires() && !heard) {
                due.add(notice(one, Notice.State.FIRING));
            } else if (one.fires() && last != null && !now.isBefore(last.at().plus(repeat))) {
                due.add(notice(one, Notice.State.STILL_FIRING));
            } else if (!one.fires() && heard) {
                due.add(notice(one, Notice.State.OVER));
            }
        });
        return due;
    }

    private static Notice notice(Standing one, Notice.State state) {
        Alert alert = Alert.ofId(one.alert()).orElseThrow();
        Instant fired = one.firedAt() == null ? Instant.EPOCH : one.firedAt();
        Instant since = one.holdsSince() == null ? fired.minus(alert.holds()) : one.holdsSince();
        Instant overAt = state == Notice.State.OVER ? one.overAt() : null;
        return new Notice(alert, one.place(), state, since, overAt, one.words());
    }

    /** A target has taken these. */
    synchronized void tell(String target, List<Notice> notices, Instant now) {
        notices.forEach(one -> note(new Told(one.alert().id(), one.place(), target, one.fires(), now)));
    }

    private void note(Told one) {
        told.computeIfAbsent(new Key(one.alert(), one.place()), key -> new LinkedHashMap<>())
                .put(one.target(), one);
    }

    /** The state of all, to be kept. */
    synchronized List<Standing> standings() {
        return List.copyOf(standings.values());
    }

    /** The notifications of all targets, of alerts that are kept. */
    synchronized List<Told> told() {
        return told.entrySet().stream()
                .filter(entry -> standings.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().values().stream())
                .toList();
    }

    /** At how many places an alert fires. */
    synchronized long firing(Alert alert) {
        return standings.values().stream()
                .filter(one -> one.fires() && one.alert().equals(alert.id()))
                .count();
    }
}
