package org.datawarp.app.draft;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.streams.inspect.InspectedTable;
import org.jspecify.annotations.Nullable;

/**
 * Files whose names and links say no period: what stands in them may, in a title or in a column; else they are a state as
 * of the day that they were obtained. A manifest lists them one by one.
 */
final class UndatedFiles {

    private static final int MOST = 12;

    private final DraftOrigin origin;
    private final FetchRole.Offline role;
    private final LeftOut left;

    UndatedFiles(DraftOrigin origin, FetchRole.Offline role, LeftOut left) {
        this.origin = origin;
        this.role = role;
        this.left = left;
    }

    /** @throws NothingToDraftException when there is no such file */
    DraftFiles listed(List<SkippedLink> links) throws IOException {
        Map<URI, String> listed = new LinkedHashMap<>();
        Set<String> labels = new HashSet<>();
        for (SkippedLink link : links.subList(0, Math.min(MOST, links.size()))) {
            Path file = role.fetch(link.address()).path();
            List<SeenTable> tables = new Survey(role.reader(), new LeftOut()).tables(file, link.name(), "");
            Optional<Period> period = tables.stream()
                    .flatMap(table -> period(table.table()).stream())
                    .findFirst();
            String label = period.map(Period::label).orElseGet(() -> day(link).toString());
            if (tables.isEmpty() || !labels.add(label)) {
                left.add("%s: says no period%s; list it in publication.yaml if it is data"
                        .formatted(link.name(), tables.isEmpty() ? " and holds no table" : " of its own"));
                continue;
            }
            listed.put(published(link), label);
            if (period.isEmpty()) {
                left.add("%s says no period anywhere: taken as of %s; correct that in publication.yaml"
                        .formatted(link.name(), label));
            }
        }
        if (listed.isEmpty()) {
            throw new NothingToDraftException(
                    ("Cannot draft %s from %s: found no link to a workbook, CSV or ZIP with a table, there or one page"
                                    + " below; name the page that lists the files")
                            .formatted(origin.name(), origin.isPage() ? origin.landingPage() : origin.source()));
        }
        return DraftFiles.listed(listed);
    }

    /** Its address on its publisher's site: a folder stands in for that. */
    private URI published(SkippedLink link) {
        String path = link.address().getRawPath();
        return origin.isPage()
                ? link.address()
                : origin.landingPage().resolve(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Optional<Period> period(InspectedTable table) {
        if (table.period() != null) {
            return Optional.of(Objects.requireNonNull(table.period()));
        }
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).role() == ColumnRole.PERIOD
                    && !table.rows().isEmpty()) {
                Optional<Period> said = read(table.rows().get(0).get(i));
                if (said.isPresent()) {
                    return said;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Period> read(@Nullable Object value) {
        if (value instanceof LocalDate day) {
            return Optional.of(day.getDayOfMonth() == 1 ? Period.month(YearMonth.from(day)) : Period.snapshot(day));
        }
        return value instanceof LocalDateTime time
                ? read(time.toLocalDate())
                : value instanceof String text ? PeriodParser.find(text) : Optional.empty();
    }

    private LocalDate day(SkippedLink link) {
        InstantSource clock = InstantSource.system();
        try {
            return link.address().getScheme().equals("file")
                    ? LocalDate.ofInstant(
                            Files.getLastModifiedTime(Path.of(link.address())).toInstant(), ZoneOffset.UTC)
                    : LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        } catch (IOException e) {
            return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        }
    }
}
