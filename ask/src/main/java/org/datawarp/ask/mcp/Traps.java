package org.datawarp.ask.mcp;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;

/**
 * What makes a plausible query of a dataset wrong, as far as the catalogue shows. {@link LevelSearch} queries the data
 * for more.
 */
final class Traps {

    private static final Pattern RATIO = Pattern.compile(
            "%|\\bper\\b|percent|rate|ratio|average|mean|median|score|rank|decile", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN = Pattern.compile("provisional|preliminary", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMES = 4;
    private static final int MOST_GAPS = 3;

    private final DatasetFacts facts;
    private final List<PeriodRows> periods;

    private Traps(DatasetFacts facts) {
        this.facts = facts;
        this.periods = facts.coverage();
    }

    static List<String> of(DatasetFacts facts) {
        Traps traps = new Traps(facts);
        return Stream.of(
                        traps.kindsOfPeriod(),
                        traps.gaps(),
                        traps.marks(),
                        traps.snapshots(),
                        traps.ratios(),
                        traps.revisions())
                .filter(trap -> !trap.isEmpty())
                .toList();
    }

    private String kindsOfPeriod() {
        List<String> kinds = periods.stream().map(PeriodRows::kind).distinct().toList();
        return kinds.size() < 2
                ? ""
                : "it has periods of several kinds (%s) that may overlap: choose one by period_kind before summing."
                        .formatted(String.join(", ", kinds));
    }

    private String gaps() {
        List<String> missing = periods.stream()
                .map(PeriodRows::kind)
                .distinct()
                .flatMap(this::missing)
                .toList();
        return missing.isEmpty()
                ? ""
                : "it lacks periods between %s%s."
                        .formatted(
                                missing.stream().limit(MOST_GAPS).collect(Collectors.joining(", between ")),
                                missing.size() > MOST_GAPS ? ", and in other gaps" : "");
    }

    /** Gaps between periods of one kind. */
    private Stream<String> missing(String kind) {
        List<PeriodRows> ofKind =
                periods.stream().filter(period -> period.kind().equals(kind)).toList();
        List<Boolean> joined = Follow.of(ofKind, facts.dataset().frequency());
        return IntStream.range(1, ofKind.size())
                .filter(i -> !joined.get(i))
                .mapToObj(i -> "the %ss that end on %s and %s"
                        .formatted(kind, ofKind.get(i - 1).end(), ofKind.get(i).end()));
    }

    private String marks() {
        return facts.columns(ColumnRole.STATUS).findAny().isEmpty()
                ? ""
                : "a figure that was withheld is NULL, and its mark is in <column>_status; sums leave it out.";
    }

    private String snapshots() {
        if (periods.stream().anyMatch(period -> period.kind().equals(Follow.SNAPSHOT))) {
            return "its periods are snapshots: do not add counts of different days to each other.";
        }
        return periods.stream().anyMatch(period -> period.start().equals(period.end()))
                ? "its periods are single days: counts of who or what is there on a day must not be added over days."
                : "";
    }

    /** Whether a figure is a rate, an average or a rank, which must not be added up. */
    static boolean isRatio(Column column) {
        return RATIO.matcher(column.unit()).find();
    }

    private String ratios() {
        List<String> names = facts.dataset().columns().stream()
                .filter(Traps::isRatio)
                .map(column -> column.name().value())
                .limit(MOST_NAMES)
                .toList();
        return names.isEmpty() ? "" : String.join(", ", names) + " cannot be added up or averaged without weights.";
    }

    private String revisions() {
        List<String> open = facts.dataset().releases().stream()
                .filter(release -> OPEN.matcher(release.vintage()).find())
                .map(CatalogRelease::release)
                .map(Object::toString)
                .collect(Collectors.toList());
        return open.isEmpty()
                ? ""
                : "releases %s are provisional and may be revised."
                        .formatted(String.join(", ", open.subList(Math.max(0, open.size() - 3), open.size())));
    }
}
