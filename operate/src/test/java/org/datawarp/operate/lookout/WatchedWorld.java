package org.datawarp.operate.lookout;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.operate.alerts.Alert;
import org.datawarp.operate.lookout.Measuring.Progress;
import org.datawarp.operate.metrics.Metric;
import org.datawarp.operate.metrics.Source;
import org.datawarp.operate.pressure.Level;
import org.datawarp.operate.schedule.MonthlyVisits;
import org.datawarp.operate.store.PulseStore.Pulse;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.operate.vitals.DatabaseSigns.Rejected;
import org.datawarp.operate.vitals.DatabaseSigns.Slot;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/** What services and processes would say, as a test has it: all is well until something is caused. Used by one thread. */
final class WatchedWorld {

    private static final double GIGABYTE = 1e9;
    private static final String FIRST = "2025-11";
    private static final long MOST_LOG = 8_000_000_000L;
    private static final Map<String, Double> DISK =
            Map.of(OwnPulse.DISK_FREE, 50 * GIGABYTE, OwnPulse.DISK_LEAST, GIGABYTE);

    private final InstantSource clock;
    private final List<Source> sources;
    private boolean kafkaAnswers = true;
    private List<Pulse> pulses = List.of(pulse("sink", 5, DISK), pulse("apply", 5, DISK));
    private List<ReleaseStatus> held = List.of();
    private long rejected = 12;
    private Slot slot = new Slot("reserved", true, MOST_LOG / 100);
    private Level room = new Level("rows that are not loaded", "5", "at most 100", false, true);
    private Progress idle = new Progress(0, 1);
    private Progress topology = idle;
    private Progress loader = idle;
    private Progress sink = idle;
    private Duration sinceRead = Duration.ofHours(3);
    private final List<String> seen = new ArrayList<>(List.of(FIRST, "2025-12", "2026-01"));

    WatchedWorld(InstantSource clock) {
        this.clock = clock;
        Measuring measuring = new Measuring(clock);
        this.sources = List.of(
                into -> Measuring.services(Map.of("kafka", this::askKafka), into),
                into -> ProcessMeasures.of(pulses, into),
                into -> Measuring.held(held, into),
                into -> Measuring.rejected(List.of(new Rejected("visits", "2026-01", rejected, 10)), into),
                into -> Measuring.slot(Optional.of(slot), MOST_LOG, into),
                into -> Measuring.levels(List.of(room), into),
                into -> measuring.still(Metric.APPLY_TOPOLOGY_STILL_SECONDS, "raw messages wait", topology, into),
                into -> measuring.still(Metric.APPLY_LOADER_STILL_SECONDS, "typed messages wait", loader, into),
                into -> measuring.still(Metric.SINK_STILL_SECONDS, "changes wait", sink, into),
                into -> new CalendarMeasures(
                                Duration.ofMinutes(10),
                                publication ->
                                        seen.stream().map(WatchedWorld::seen).toList())
                        .measure(
                                List.of(MonthlyVisits.manifest().publication()),
                                List.of(watch()),
                                clock.instant(),
                                into));
    }

    List<Source> sources() {
        return sources;
    }

    private Object askKafka() throws IOException {
        if (!kafkaAnswers) {
            throw new IOException("connection refused");
        }
        return kafkaAnswers;
    }

    private static Pulse pulse(String role, long silent, Map<String, Double> figures) {
        return new Pulse(role, Duration.ofSeconds(silent), figures);
    }

    private Watch watch() {
        return new Watch(new PublicationName("visits"), "", clock.instant().minus(sinceRead), null, "1");
    }

    /** The next release, held. */
    private static ReleaseStatus heldRelease() {
        return new ReleaseStatus(
                "run",
                new PublicationName("visits"),
                new ReleaseName("2026-01"),
                Period.month(YearMonth.parse("2026-01")),
                "",
                "",
                "1",
                List.of(),
                ReleaseState.HELD,
                List.of(new HoldReason(HoldCode.SHRUNK, "visits", "3", "6", "")),
                Instant.EPOCH,
                null,
                null,
                new ReleaseStatus.Counts(3, 0, 0, 0, 0),
                List.of());
    }

    /** A release that appeared while somebody watched, but for the first. */
    private static Seen seen(String month) {
        Instant at = YearMonth.parse(month)
                .plusMonths(1)
                .atDay(14)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant missed = month.equals(FIRST) ? null : at.minus(Duration.ofDays(3));
        return new Seen(new ReleaseName(month), Period.month(YearMonth.parse(month)), at, missed);
    }

    /** After how long something that stands still is seen to. */
    static Duration shows(Alert alert) {
        return switch (alert) {
            case TOPOLOGY_STUCK -> Duration.ofMinutes(16);
            case LOADER_STUCK, SINK_STUCK -> Duration.ofMinutes(31);
            default -> Duration.ZERO;
        };
    }

    /** Has it happen. */
    void cause(Alert alert) {
        Progress waiting = new Progress(1_000, 1);
        switch (alert) {
            case SERVICE_DOWN -> kafkaAnswers = false;
            case ROLE_DOWN -> pulses = List.of(pulse("sink", 5, DISK), pulse("apply", 100, DISK));
            case ROLE_RESTARTING -> pulses = restarted();
            case DISK_NEARLY_FULL -> {
                Map<String, Double> full = Map.of(OwnPulse.DISK_FREE, 1.9 * GIGABYTE, OwnPulse.DISK_LEAST, GIGABYTE);
                pulses = List.of(pulse("sink", 5, full), pulse("apply", 5, DISK));
            }
            case FETCH_WAITING -> room = new Level("rows that are not loaded", "101", "at most 100", true, false);
            case PAGE_UNREAD -> sinceRead = Duration.ofHours(49);
            case RELEASE_LATE -> seen.remove("2026-01");
            case RELEASE_MISSING -> seen.remove("2025-12");
            case PUBLICATION_DISCONTINUED -> {
                seen.clear();
                seen.add("2025-09");
            }
            case RELEASE_HELD -> held = List.of(heldRelease());
            case REJECTIONS_HIGH -> rejected = 91;
            case TOPOLOGY_STUCK -> topology = waiting;
            case LOADER_STUCK -> loader = waiting;
            case CAPTURE_AWAY -> slot = new Slot("reserved", false, 0);
            case CAPTURE_BEHIND -> slot = new Slot("reserved", true, MOST_LOG / 2 + 1);
            case CAPTURE_LOST -> slot = new Slot("lost", true, 0);
            case SINK_STUCK -> sink = waiting;
            case PUBLISHING_PAUSED -> {
                Map<String, Double> paused = Map.of(OwnPulse.PUBLISHING_PAUSED, 1.0);
                pulses = List.of(pulse("sink", 5, paused), pulse("apply", 5, DISK));
            }
            case FREE_OPERATIONS_USED -> {
                Map<String, Double> used = Map.of(OwnPulse.MONTH_OPERATIONS + "A", 800_001.0);
                pulses = List.of(pulse("sink", 5, used), pulse("apply", 5, DISK));
            }
        }
    }

    private static List<Pulse> restarted() {
        List<Pulse> all = new ArrayList<>(List.of(pulse("sink", 5, DISK), pulse("apply", 5, DISK)));
        for (int ended = 1; ended <= 3; ended++) {
            all.add(pulse("apply", ended * 600L, DISK));
        }
        return all;
    }

    /** Puts it right, as a person would. */
    void cure(Alert alert) {
        Progress moved = new Progress(900, 2);
        switch (alert) {
            case SERVICE_DOWN -> kafkaAnswers = true;
            case ROLE_DOWN, ROLE_RESTARTING, DISK_NEARLY_FULL, PUBLISHING_PAUSED, FREE_OPERATIONS_USED ->
                pulses = List.of(pulse("sink", 5, DISK), pulse("apply", 5, DISK));
            case FETCH_WAITING -> room = new Level("rows that are not loaded", "50", "at most 100", false, true);
            case PAGE_UNREAD -> sinceRead = Duration.ZERO;
            case RELEASE_LATE, RELEASE_MISSING, PUBLICATION_DISCONTINUED -> {
                seen.clear();
                seen.addAll(List.of(FIRST, "2025-12", "2026-01"));
            }
            case RELEASE_HELD -> held = List.of();
            case REJECTIONS_HIGH -> rejected = 11;
            case TOPOLOGY_STUCK -> topology = moved;
            case LOADER_STUCK -> loader = moved;
            case CAPTURE_AWAY, CAPTURE_BEHIND, CAPTURE_LOST -> slot = new Slot("reserved", true, 0);
            case SINK_STUCK -> sink = moved;
        }
    }
}
