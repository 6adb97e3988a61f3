package org.datawarp.producers.discover;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.manifest.Links.PeriodSource;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;

/** Finds the period of a link's file: the first of the manifest's places that names one. */
final class LinkPeriod {

    private final List<PeriodSource> places;
    private final Frequency frequency;
    private final Map<URI, Period> periodOfPage;

    /** @param periodOfPage the periods of pages whose address was made from a period */
    LinkPeriod(List<PeriodSource> places, Frequency frequency, Map<URI, Period> periodOfPage) {
        this.places = List.copyOf(places);
        this.frequency = frequency;
        this.periodOfPage = Map.copyOf(periodOfPage);
    }

    Optional<Period> find(PageLink link) {
        return places.stream().flatMap(place -> in(place, link).stream()).findFirst();
    }

    private Optional<Period> in(PeriodSource place, PageLink link) {
        return switch (place) {
            case FILE_NAME -> PeriodParser.find(withoutExtension(link.name()));
            case LINK_TEXT -> first(Stream.of(link.text(), withoutExtension(link.text())));
            // The link does not give it.
            case TITLE -> Optional.empty();
            case PAGE_HEADING -> firstOfRelease(link.headings());
            case PAGE_URL ->
                Optional.ofNullable(periodOfPage.get(link.page())).or(() -> firstOfRelease(ownName(link.page())));
        };
    }

    /** A page about a whole year names the year; that is not the period of a month. */
    private boolean isOfOneRelease(Period period) {
        return switch (period.kind()) {
            case DAY, WEEK, MONTH, SNAPSHOT, RANGE -> true;
            case QUARTER -> frequency == Frequency.QUARTER || isYearly();
            case YEAR, FINANCIAL_YEAR -> isYearly();
        };
    }

    private boolean isYearly() {
        return frequency == Frequency.YEAR || frequency == Frequency.IRREGULAR;
    }

    private Optional<Period> firstOfRelease(List<String> texts) {
        return texts.stream()
                .flatMap(text -> PeriodParser.find(text).stream())
                .filter(this::isOfOneRelease)
                .findFirst();
    }

    private static Optional<Period> first(Stream<String> texts) {
        return texts.flatMap(text -> PeriodParser.find(text).stream()).findFirst();
    }

    /** The page's own name: the last part of its address that is not just an index. */
    private static List<String> ownName(URI page) {
        List<String> all = new ArrayList<>(List.of(page.getRawPath().split("/", -1)));
        all.removeIf(segment -> segment.isEmpty() || segment.startsWith("index."));
        return all.isEmpty() ? List.of() : List.of(withoutExtension(WebAddress.decoded(all.get(all.size() - 1))));
    }

    /** The name without its extension, as long as it looks like one: {@code .csv}, not {@code .03}. */
    static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.substring(dot + 1).matches("[A-Za-z][A-Za-z0-9]{1,4}") ? name.substring(0, dot) : name;
    }
}
