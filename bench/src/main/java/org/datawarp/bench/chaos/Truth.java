package org.datawarp.bench.chaos;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The content of each version of each release: a month's figures in two datasets. A correction changes, removes and
 * adds some rows.
 *
 * <p>Rows are computed from the seed, not stored. Safe for several threads.
 */
final class Truth {

    static final List<String> DATASETS = List.of("chaos_beds", "chaos_waits");

    private static final YearMonth FIRST = YearMonth.of(2015, 1);
    private static final int MOST_PATIENTS = 1_000_000;
    private static final int ONE_IN_CHANGES = 7;
    private static final int ONE_IN_GOES = 97;
    private static final int ADDED = 3;

    private final long seed;
    private final int rowsASheet;
    private final Map<Version, Signature> signatures = new ConcurrentHashMap<>();

    Truth(long seed, int rowsASheet) {
        this.seed = seed;
        this.rowsASheet = rowsASheet;
    }

    /**
     * A dataset's share of a version of a release.
     *
     * @param dataset its index in {@link #DATASETS}
     * @param release from 0
     * @param version 0 as first published, then 1 for each correction
     */
    record Version(int dataset, int release, int version) {}

    /** Distinguishes two states of a month without comparing each row. */
    record Signature(long rows, long patients, long patientsBySlot) {}

    /** Receives rows in the order of their slots. */
    @FunctionalInterface
    interface RowConsumer {
        void row(int slot, long patients);
    }

    static YearMonth month(int release) {
        return FIRST.plusMonths(release);
    }

    /** @return the release that a period's first day belongs to */
    static int release(LocalDate firstDay) {
        return (firstDay.getYear() - FIRST.getYear()) * 12 + firstDay.getMonthValue() - FIRST.getMonthValue();
    }

    void rows(Version version, RowConsumer to) {
        int slots = rowsASheet + ADDED * version.version();
        for (int slot = 0; slot < slots; slot++) {
            if (!isGone(version, slot)) {
                to.row(slot, patients(version, slot));
            }
        }
    }

    private boolean isGone(Version version, int slot) {
        return version.version() > 0 && mixed(version, slot, version.version()) % ONE_IN_GOES == 0;
    }

    private long patients(Version version, int slot) {
        int changed = version.version();
        while (changed > 0 && mixed(version, slot, changed) % ONE_IN_CHANGES != 0) {
            changed--;
        }
        return mixed(version, slot, -1 - changed) % MOST_PATIENTS;
    }

    /** A pseudo-random number, never negative. */
    private long mixed(Version version, int slot, int salt) {
        long mixed = seed + version.dataset();
        for (int next : new int[] {version.release(), slot, salt}) {
            mixed = (mixed ^ next) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed ^= mixed >>> 27;
        }
        return mixed & Long.MAX_VALUE;
    }

    Signature signature(Version version) {
        return signatures.computeIfAbsent(version, this::computed);
    }

    private Signature computed(Version version) {
        long[] sums = new long[3];
        rows(version, (slot, patients) -> {
            sums[0]++;
            sums[1] += patients;
            sums[2] += patients * slot;
        });
        return new Signature(sums[0], sums[1], sums[2]);
    }
}
