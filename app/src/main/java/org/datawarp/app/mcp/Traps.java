package org.datawarp.app.mcp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.table.ColumnRole;

/** What makes a plausible query of a dataset wrong, as far as its description shows. */
final class Traps {

    private static final Pattern RATIO =
            Pattern.compile("^%$|percent|rate|ratio|average|mean|median|score", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN = Pattern.compile("provisional|preliminary", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE =
            Pattern.compile("\\b(total|england|national|region(s|al)?|levels?)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMES = 4;

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
                        traps.revisions(),
                        traps.levels())
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
        List<PeriodRows> months =
                periods.stream().filter(period -> period.kind().equals("month")).toList();
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < months.size(); i++) {
            LocalDate before = months.get(i - 1).end();
            if (before.plusDays(1).isBefore(months.get(i).start())) {
                gaps.add("%s and %s".formatted(before, months.get(i).start()));
            }
        }
        return gaps.isEmpty()
                ? ""
                : "it has no rows between %s%s."
                        .formatted(
                                String.join(", between ", gaps.subList(0, Math.min(3, gaps.size()))),
                                gaps.size() > 3 ? ", and in other gaps" : "");
    }

    private String marks() {
        return facts.columns(ColumnRole.STATUS).findAny().isEmpty()
                ? ""
                : "a figure that was withheld is NULL, and its mark is in <column>_status; sums leave it out.";
    }

    private String snapshots() {
        return periods.stream()
                        .anyMatch(period -> period.kind().equals("snapshot")
                                || period.start().equals(period.end()))
                ? "its periods are single days or snapshots: do not add counts of different days to each other."
                : "";
    }

    private String ratios() {
        List<String> names = facts.dataset().columns().stream()
                .filter(column -> RATIO.matcher(column.unit()).find())
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

    private String levels() {
        return WHOLE.matcher(facts.dataset().description()).find()
                ? "its description speaks of totals or levels: see whether rows of a whole stand beside rows of its parts."
                : "";
    }
}
