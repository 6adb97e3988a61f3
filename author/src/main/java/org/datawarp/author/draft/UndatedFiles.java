package org.datawarp.author.draft;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.producers.discover.SkippedLink;
import org.datawarp.producers.fetch.Download;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.ColumnRole;

/**
 * Files whose names and links give no period. Their content may give it, in a column or in a title; a manifest then
 * dates them and later files by that. Otherwise, each is a state as of the day on which it was made, and the files are
 * listed one by one. Used once, by one thread.
 */
final class UndatedFiles {

    /** This many files show what the others are like. */
    private static final int MOST = 12;

    private final DraftOrigin origin;
    private final LeftOut left;
    private final List<SkippedLink> links;
    private final Map<URI, Seen> seen = new LinkedHashMap<>();

    UndatedFiles(DraftOrigin origin, OfflineFetch role, LeftOut left, List<SkippedLink> links) throws IOException {
        this.origin = origin;
        this.left = left;
        this.links = List.copyOf(links);
        for (SkippedLink link : links.subList(0, Math.min(MOST, links.size()))) {
            Download download = role.fetch(link.address());
            List<SeenTable> tables = new Survey(role.reader(), new LeftOut()).tables(download.path(), link.name(), "");
            seen.put(link.address(), new Seen(link, tables, made(link, download)));
        }
    }

    /** @param made when it was made, if known */
    private record Seen(SkippedLink link, List<SeenTable> tables, LocalDate made) {

        /** The period in a title, or in a sheet's name. */
        Optional<Period> titled() {
            return tables.stream()
                    .flatMap(table -> Optional.ofNullable(table.table().period()).stream())
                    .findFirst();
        }
    }

    /** The same files, and where their content gives their period. */
    DraftFiles dated(DraftFiles files) {
        Set<String> headings = new LinkedHashSet<>();
        for (Seen file : seen.values()) {
            for (SeenTable table : file.tables()) {
                table.columns().stream()
                        .filter(column -> column.column().role() == ColumnRole.PERIOD
                                && !column.levels().isEmpty())
                        .limit(2)
                        .map(column -> column.levels().get(column.levels().size() - 1))
                        .forEach(headings::add);
            }
        }
        boolean titled = seen.values().stream().anyMatch(file -> file.titled().isPresent());
        return files.dated(titled, headings);
    }

    /**
     * Files that give no period, each with the day on which it was made.
     *
     * @throws NothingToDraftException when there is none with a table
     */
    DraftFiles listed() {
        Map<URI, String> listed = new LinkedHashMap<>();
        for (Seen file : seen.values()) {
            if (file.tables().isEmpty()) {
                leaveOut(file.link());
                continue;
            }
            Optional<Period> titled = file.titled();
            String label = titled.map(Period::label).orElseGet(() -> file.made().toString());
            listed.put(published(file.link()), label);
            if (titled.isEmpty()) {
                left.add(
                        "%s says no period anywhere: taken as of %s, when it was made; correct that in publication.yaml"
                                .formatted(file.link().name(), label));
            }
        }
        links.stream().skip(MOST).forEach(this::leaveOut);
        if (listed.isEmpty()) {
            throw new NothingToDraftException(
                    ("Cannot draft %s from %s: found no %s; name the page, or the folder, that has" + " the files%s")
                            .formatted(
                                    origin.name(),
                                    origin.isPage() ? origin.landingPage() : origin.source(),
                                    found(),
                                    reasons()));
        }
        return DraftFiles.listed(listed);
    }

    private String found() {
        return seen.isEmpty()
                ? "link to a workbook, CSV or ZIP, there or one page below"
                : "table in " + String.join(", ", names());
    }

    private List<String> names() {
        return seen.values().stream().map(file -> file.link().name()).toList();
    }

    private String reasons() {
        List<String> lines = new ArrayList<>(left.lines());
        return lines.isEmpty() ? "" : System.lineSeparator() + String.join(System.lineSeparator(), lines);
    }

    /** Reports files that are in no release. @return the names of those that nothing dates */
    List<String> leftOut(List<SkippedLink> skipped) {
        skipped.forEach(this::leaveOut);
        return skipped.stream()
                .filter(link -> link.reason() == SkippedLink.Reason.NO_PERIOD)
                .map(link -> PeriodWords.plain(link.name()))
                .toList();
    }

    private void leaveOut(SkippedLink link) {
        Seen file = seen.get(link.address());
        if (link.reason() != SkippedLink.Reason.NO_PERIOD) {
            left.add(link.message());
        } else if (file != null && file.tables().isEmpty()) {
            left.add("%s: holds no table".formatted(link.name()));
        } else {
            left.add(
                    ("%s: says no period in its name, its link, a title or a column of dates; if it is data, add it alone,"
                                    + " or list it by mode explicit")
                            .formatted(link.name()));
        }
    }

    /** Its address on its publisher's site, which a folder replaces. */
    private URI published(SkippedLink link) {
        String path = link.address().getRawPath();
        return origin.isPage()
                ? link.address()
                : origin.landingPage().resolve(path.substring(path.lastIndexOf('/') + 1));
    }

    private static LocalDate made(SkippedLink link, Download download) throws IOException {
        if (link.address().getScheme().equals("file")) {
            return day(Files.getLastModifiedTime(Path.of(link.address())).toInstant());
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    download.validators().lastModified(), LocalDate::from);
        } catch (DateTimeParseException e) {
            // The site does not say when.
            return day(download.fetchedAt());
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
