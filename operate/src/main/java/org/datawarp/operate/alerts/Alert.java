package org.datawarp.operate.alerts;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datawarp.operate.metrics.Metric;

/**
 * Every alert, once: {@code docs/alerts.md} and the rules for Prometheus are made from this.
 *
 * <p>An alert fires at each place (a publication, a role) for itself, when its cause has held for its time.
 */
public enum Alert {
    /** PostgreSQL, Kafka or the object store is away. */
    SERVICE_DOWN(
            Severity.CRITICAL,
            Condition.below(Metric.PROCESS_SERVICE_ANSWERS, 1),
            Duration.ofMinutes(2),
            "{service} does not answer",
            "start it; everything continues by itself once it answers: ./datawarp doctor"),
    /** A role's last process is gone. */
    ROLE_DOWN(
            Severity.CRITICAL,
            Condition.above(Metric.PROCESS_SILENT_SECONDS, 90),
            Duration.ofMinutes(1),
            "the role {role} has ended or hangs",
            "see why, and start it again: ./datawarp events --errors --since 24h"),
    /** A role is started again and again. */
    ROLE_RESTARTING(
            Severity.CRITICAL,
            Condition.above(Metric.PROCESS_CRASHES, 2),
            Duration.ofMinutes(1),
            "the role {role} ends and is started again and again",
            "see why in its log: ./datawarp events --errors --since 1h"),
    /** Soon a disk stops everything. */
    DISK_NEARLY_FULL(
            Severity.CRITICAL,
            Condition.partBelow(Metric.PROCESS_DISK_FREE_BYTES, Metric.PROCESS_DISK_LEAST_BYTES, 2),
            Duration.ofMinutes(5),
            "the disk of the role {role} is nearly full",
            "make room, or give it a larger disk: below half of it fetching waits, and a full disk stops Kafka"),
    /** Something behind fetching keeps it waiting. */
    FETCH_WAITING(
            Severity.WARNING,
            Condition.above(Metric.FETCH_HELD_UP, 0),
            Duration.ofHours(1),
            "fetching waits for {level}",
            "see what does not keep up: ./datawarp status"),
    /** A page cannot be read. */
    PAGE_UNREAD(
            Severity.WARNING,
            Condition.longerThan(Metric.FETCH_UNREAD_SECONDS, Duration.ofDays(2)),
            Duration.ZERO,
            "the pages of {publication} could not be read for two days",
            "see why: ./datawarp events {publication} --errors; a page that has moved is named in publication.yaml"),
    /** A release does not come. */
    RELEASE_LATE(
            Severity.WARNING,
            Condition.above(Metric.FETCH_LATE_RELEASES, 0),
            Duration.ZERO,
            "a release of {publication} is late",
            "see on its page whether it is there: ./datawarp calendar {publication}"),
    /** A release was overtaken. */
    RELEASE_MISSING(
            Severity.WARNING,
            Condition.above(Metric.FETCH_MISSING_RELEASES, 0),
            Duration.ZERO,
            "releases of {publication} are missing",
            "see on its page whether they are there, named otherwise: ./datawarp calendar {publication}"),
    /** No releases come any more. */
    PUBLICATION_DISCONTINUED(
            Severity.WARNING,
            Condition.above(Metric.FETCH_DISCONTINUED, 0),
            Duration.ZERO,
            "{publication} seems to have ended",
            "if it has, say so by files.last in its publication.yaml; if it has moved, name its new page there"),
    /** A release is not published. */
    RELEASE_HELD(
            Severity.WARNING,
            Condition.above(Metric.APPLY_RELEASE_HELD, 0),
            Duration.ZERO,
            "{publication} {release} is held",
            "see what has changed, and take what is proposed: ./datawarp repair {publication} --release {release}"),
    /** Much does not fit. */
    REJECTIONS_HIGH(
            Severity.WARNING,
            Condition.above(Metric.APPLY_REJECTIONS_RATIO, 5),
            Duration.ZERO,
            "far more rows of {publication} do not fit than usual",
            "see them by cause: ./datawarp rejections {publication}"),
    /** Rows are not applied. */
    TOPOLOGY_STUCK(
            Severity.CRITICAL,
            Condition.longerThan(Metric.APPLY_TOPOLOGY_STILL_SECONDS, Duration.ofMinutes(15)),
            Duration.ZERO,
            "raw rows wait and none is taken",
            "see that apply runs and what its log says: ./datawarp doctor"),
    /** Rows are not loaded. A large release is merged for minutes, in one statement. */
    LOADER_STUCK(
            Severity.CRITICAL,
            Condition.longerThan(Metric.APPLY_LOADER_STILL_SECONDS, Duration.ofMinutes(30)),
            Duration.ZERO,
            "typed rows wait and none is loaded",
            "see that apply runs and whether something locks its tables: ./datawarp doctor"),
    /** Changes are not captured. */
    CAPTURE_AWAY(
            Severity.CRITICAL,
            Condition.below(Metric.CAPTURE_SLOT_USED, 1),
            Duration.ofMinutes(10),
            "no process captures changes",
            "start capture, or see in its log why it does not follow: ./datawarp doctor"),
    /** PostgreSQL's log piles up. */
    CAPTURE_BEHIND(
            Severity.WARNING,
            Condition.partAbove(Metric.CAPTURE_WAL_RETAINED_BYTES, Metric.CAPTURE_WAL_MOST_BYTES, 0.5),
            Duration.ofMinutes(10),
            "PostgreSQL keeps much log for capture",
            "see that capture and Kafka keep up: ./datawarp status; at twice as much fetching waits"),
    /** Changes are gone. */
    CAPTURE_LOST(
            Severity.CRITICAL,
            Condition.above(Metric.CAPTURE_SLOT_LOST, 0),
            Duration.ZERO,
            "PostgreSQL has thrown away log that capture needs",
            "start capture, which starts again with all rows by itself: ./datawarp doctor"),
    /** Nothing is published. */
    SINK_STUCK(
            Severity.CRITICAL,
            Condition.longerThan(Metric.SINK_STILL_SECONDS, Duration.ofMinutes(30)),
            Duration.ZERO,
            "changes wait and no new catalogue version comes",
            "see that the sink runs, and that it may write to the store: ./datawarp doctor"),
    /** A budget is used up. */
    PUBLISHING_PAUSED(
            Severity.CRITICAL,
            Condition.above(Metric.SINK_PUBLISHING_PAUSED, 0),
            Duration.ZERO,
            "publishing waits: the budget for the object store is used up",
            "see which one and what takes it: ./datawarp cost; a larger budget lets it continue"),
    /** R2 will cost money. */
    FREE_OPERATIONS_USED(
            Severity.WARNING,
            Condition.partAbove(Metric.SINK_MONTH_OPERATIONS, Metric.SINK_FREE_OPERATIONS, 0.8),
            Duration.ZERO,
            "four fifths of the month's free calls of R2 are used, class {class}",
            "see which programs read or write so often; beyond them Cloudflare charges");

    /** How soon it needs attention. */
    enum Severity {
        /** Today or tomorrow: readers have what they had, nothing is lost. */
        WARNING,
        /** Now: nothing new comes through, or soon will not. */
        CRITICAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A cause that is gone for a moment is not over: figures waver. */
    static final Duration EASED_FOR = Duration.ofMinutes(2);

    static final String RUNBOOKS = "https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#";

    private final Severity severity;

    @SuppressWarnings("ImmutableEnumChecker") // A record of enums and a number.
    private final Condition condition;

    private final Duration holds;
    private final String summary;
    private final String advice;

    Alert(Severity severity, Condition condition, Duration holds, String summary, String advice) {
        this.severity = severity;
        this.condition = condition;
        this.holds = holds;
        this.summary = summary;
        this.advice = advice;
    }

    /** Its name in messages, addresses and the database; stays so. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The alert of this id; empty when there is none any more. */
    static Optional<Alert> ofId(String id) {
        return Arrays.stream(values()).filter(alert -> alert.id().equals(id)).findFirst();
    }

    Severity severity() {
        return severity;
    }

    public Condition condition() {
        return condition;
    }

    /** How long its cause must hold. */
    Duration holds() {
        return holds;
    }

    /** What is wrong at a place, in words. */
    public String summary(List<String> place) {
        return filled(summary, place);
    }

    /** What to do about it at a place. */
    public String advice(List<String> place) {
        return filled(advice, place);
    }

    /** With the values of the labels in the places of their names, which are in braces. */
    private String filled(String text, List<String> place) {
        String filled = text;
        for (Map.Entry<String, String> label : labels(place).entrySet()) {
            filled = filled.replace("{" + label.getKey() + "}", label.getValue());
        }
        return filled;
    }

    /** The values of its labels at a place, by name. */
    Map<String, String> labels(List<String> place) {
        Map<String, String> labels = new LinkedHashMap<>();
        List<String> names = condition.labels();
        for (int i = 0; i < Math.min(names.size(), place.size()); i++) {
            labels.put(names.get(i), place.get(i));
        }
        return labels;
    }

    /** Where it is described what it means and what to do. */
    String runbook() {
        return RUNBOOKS + id();
    }
}
