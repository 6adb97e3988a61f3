package org.datawarp.author.draft;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;

/** Derives how often a publication has a release from the existing releases. */
final class DraftFrequency {

    private static final int FEWEST = 3;

    private DraftFrequency() {}

    /**
     * The usual time from one release to the next, even if some have other periods; irregular when there is no usual
     * time.
     */
    static Frequency of(List<DiscoveredRelease> releases) {
        return Stream.of(PeriodKind.values())
                .map(kind -> releases.stream()
                        .map(DiscoveredRelease::period)
                        .filter(period -> period.kind() == kind)
                        .sorted()
                        .toList())
                .filter(periods -> periods.size() >= FEWEST && 2 * periods.size() > releases.size())
                .map(DraftFrequency::usual)
                .findFirst()
                .orElse(Frequency.IRREGULAR);
    }

    private static Frequency usual(List<Period> ordered) {
        List<Long> days = new ArrayList<>();
        Period before = null;
        for (Period period : ordered) {
            if (before != null) {
                days.add(ChronoUnit.DAYS.between(before.end(), period.end()));
            }
            before = period;
        }
        Collections.sort(days);
        return often(days.get(days.size() / 2));
    }

    private static Frequency often(long days) {
        if (days == 1) {
            return Frequency.DAY;
        } else if (days == 7) {
            return Frequency.WEEK;
        } else if (days >= 28 && days <= 31) {
            return Frequency.MONTH;
        } else if (days >= 89 && days <= 92) {
            return Frequency.QUARTER;
        }
        return days == 365 || days == 366 ? Frequency.YEAR : Frequency.IRREGULAR;
    }
}
