package org.datawarp.bench.soak;

import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Month after month, what publishers put on their pages. Each publication has a release a month, sometimes months late,
 * and now and then a release again with other figures. Endless; the same for the same seed. Used by one thread.
 */
final class SoakCalendar {

    private static final YearMonth FIRST = YearMonth.of(1980, 1);
    private static final int ONE_IN_IS_LATE = 10;
    private static final int MOST_MONTHS_LATE = 3;
    private static final int ONE_IN_IS_CORRECTED = 6;
    private static final int MOST_MONTHS_BACK = 6;
    private static final int LEAST_ROWS = 500;
    private static final int MOST_ROWS = 6_000;
    private static final int ONE_IN_MORE = 20;

    /**
     * One action of a publisher.
     *
     * @param publication from 0
     * @param version 0 when it is first published, then 1 for each correction
     */
    record Publishing(int publication, YearMonth month, int version, int rows) {}

    private final int publications;
    private final Random random;
    private final Deque<Publishing> month = new ArrayDeque<>();
    private final Map<YearMonth, List<Publishing>> late = new TreeMap<>();
    private final List<Integer> usualRows = new ArrayList<>();
    private final List<Map<YearMonth, Publishing>> published = new ArrayList<>();
    private YearMonth now = FIRST;

    SoakCalendar(int publications, long seed) {
        this.publications = publications;
        this.random = new Random(seed);
        for (int publication = 0; publication < publications; publication++) {
            published.add(new TreeMap<>());
            usualRows.add(random.nextInt(LEAST_ROWS, MOST_ROWS));
        }
    }

    Publishing next() {
        while (month.isEmpty()) {
            turn();
        }
        Publishing next = month.remove();
        published.get(next.publication()).put(next.month(), next);
        return next;
    }

    /** The month in progress. */
    YearMonth now() {
        return now.minusMonths(1);
    }

    private void turn() {
        List<Publishing> turned = new ArrayList<>();
        for (int publication = 0; publication < publications; publication++) {
            Publishing release = new Publishing(publication, now, 0, rows(publication));
            // The first month is there from the start.
            if (random.nextInt(ONE_IN_IS_LATE) == 0 && !now.equals(FIRST)) {
                late.computeIfAbsent(now.plusMonths(random.nextInt(1, MOST_MONTHS_LATE + 1)), m -> new ArrayList<>())
                        .add(release);
            } else {
                turned.add(release);
            }
            if (random.nextInt(ONE_IN_IS_CORRECTED) == 0) {
                correction(publication, turned);
            }
        }
        List<Publishing> overdue = late.remove(now);
        if (overdue != null) {
            turned.addAll(overdue);
        }
        Collections.shuffle(turned, random);
        month.addAll(turned);
        now = now.plusMonths(1);
    }

    /** About as many as before: a release with far fewer rows is rightly held. */
    private int rows(int publication) {
        int usual = usualRows.get(publication);
        return usual + random.nextInt(usual / ONE_IN_MORE);
    }

    /** Corrects an existing release; a release that appears this month is not corrected in the same month. */
    private void correction(int publication, List<Publishing> turned) {
        Publishing before = published.get(publication).get(now.minusMonths(random.nextInt(1, MOST_MONTHS_BACK + 1)));
        if (before != null) {
            turned.add(new Publishing(publication, before.month(), before.version() + 1, before.rows()));
        }
    }
}
