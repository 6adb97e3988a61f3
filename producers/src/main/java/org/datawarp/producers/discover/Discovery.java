package org.datawarp.producers.discover;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.datawarp.producers.discover.SkippedLink.Reason;
import org.datawarp.schemas.manifest.LinkMode;
import org.datawarp.schemas.manifest.Links;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.name.Glob;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;

/** Finds the releases of publications on their pages. Downloads no files. As thread-safe as its pages. */
public final class Discovery {

    private final PageSource pages;
    private final Mirror mirror;
    private final InstantSource clock;

    public Discovery(PageSource pages, Mirror mirror, InstantSource clock) {
        this.pages = pages;
        this.mirror = mirror;
        this.clock = clock;
    }

    /**
     * Reads a publication's pages.
     *
     * @throws IOException when the first page cannot be read; failures of the pages under it are only reported
     */
    public Discovered releasesOf(Publication publication) throws IOException {
        return releasesOf(publication, period -> true);
    }

    /**
     * Reads the first of a publication's pages, and those others that may hold certain releases.
     *
     * @param wanted periods; a page whose address names another period is not read
     */
    public Discovered releasesOf(Publication publication, Predicate<Period> wanted) throws IOException {
        PublicationPages reading = new PublicationPages(pages, mirror, publication, wanted);
        reading.read(clock.instant().atZone(ZoneOffset.UTC).toLocalDate());

        List<SkippedLink> skipped = new ArrayList<>();
        Map<Period, List<Candidate>> byPeriod = new TreeMap<>(Period.BY_LABEL);
        for (Candidate candidate : candidates(publication, reading, skipped)) {
            byPeriod.computeIfAbsent(candidate.period(), none -> new ArrayList<>())
                    .add(candidate);
        }
        List<DiscoveredRelease> releases = new ArrayList<>();
        boolean chosen = publication.files().mode() == LinkMode.EXPLICIT;
        byPeriod.forEach(
                (period, all) -> releases.add(release(period, chosen ? all : Candidate.withoutDoubles(all, skipped))));
        return new Discovered(releases, skipped, reading.absent(), reading.unreadable());
    }

    private static List<Candidate> candidates(
            Publication publication, PublicationPages reading, List<SkippedLink> skipped) {
        Links links = publication.files();
        Includes includes = new Includes(links);
        LinkPeriod periods = new LinkPeriod(links.periodFrom(), publication.frequency(), reading.periodOfPage());
        List<Candidate> candidates = new ArrayList<>();
        for (PageLink link : PageLinks.distinct(reading.links())) {
            Optional<Integer> preference = includes.preference(link.name());
            if (preference.isEmpty()) {
                continue;
            }
            Optional<Period> period = Optional.ofNullable(reading.periodOfFile().get(link.address()))
                    .or(() -> periods.find(link));
            if (period.isEmpty()) {
                skipped.add(withoutPeriod(link, links));
            } else if (isOutOfRange(period.get(), links)) {
                skipped.add(outOfRange(link, period.get()));
            } else {
                candidates.add(new Candidate(link, period.get(), preference.get()));
            }
        }
        return candidates;
    }

    private static DiscoveredRelease release(Period period, List<Candidate> candidates) {
        List<FileLink> files = candidates.stream().map(Candidate::toFileLink).toList();
        return new DiscoveredRelease(
                new ReleaseName(period.label()),
                period,
                vintage(files),
                files.get(0).page(),
                files);
    }

    /** A release is revised when any of its files is; it is final only when no file is revised or provisional. */
    private static String vintage(List<FileLink> files) {
        List<String> all = files.stream().map(FileLink::vintage).distinct().toList();
        return List.of("revised", "provisional", "final").stream()
                .filter(all::contains)
                .findFirst()
                .orElse("");
    }

    private static boolean isOutOfRange(Period period, Links links) {
        Period first = links.first();
        Period last = links.last();
        return (first != null && period.end().isBefore(first.start()))
                || (last != null && period.start().isAfter(last.end()));
    }

    private static SkippedLink withoutPeriod(PageLink link, Links links) {
        return new SkippedLink(
                link.address(),
                link.name(),
                Reason.NO_PERIOD,
                "Cannot tell what %s is about: no period in %s; add it to files.exclude, or another place to files.period-from"
                        .formatted(link.name(), links.periodFrom()));
    }

    private static SkippedLink outOfRange(PageLink link, Period period) {
        return new SkippedLink(
                link.address(),
                link.name(),
                Reason.OUT_OF_RANGE,
                "%s is about %s: outside of files.first and files.last".formatted(link.name(), period.label()));
    }

    /** The manifest's globs of file names. */
    private static final class Includes {

        private final List<Glob> include;
        private final Predicate<String> exclude;

        Includes(Links links) {
            this.include = links.include().stream().map(Glob::new).toList();
            this.exclude = Glob.anyOf(links.exclude());
        }

        /** @return the place of the first glob that matches, from 0; empty when the file is not data */
        Optional<Integer> preference(String name) {
            if (name.isEmpty() || exclude.test(name)) {
                return Optional.empty();
            }
            // Explicitly listed addresses need no globs.
            return include.isEmpty()
                    ? Optional.of(0)
                    : IntStream.range(0, include.size())
                            .filter(i -> include.get(i).test(name))
                            .boxed()
                            .findFirst();
        }
    }
}
