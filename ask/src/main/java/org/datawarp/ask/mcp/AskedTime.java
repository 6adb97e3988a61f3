package org.datawarp.ask.mcp;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.ask.query.AsOfTime;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.row.PublishedFile;

/** The time as of which an agent asks. Messages are worded as the Worker's. */
final class AskedTime {

    /** The agent's calendar may be a day ahead of UTC, and a day includes its end. */
    private static final Duration AHEAD = Duration.ofDays(2);

    private AskedTime() {}

    /**
     * Reads it.
     *
     * @throws ToolException if it is no time, or is in the future, which no one has seen
     */
    static Instant read(String text, Instant now) throws ToolException {
        Instant at = AsOfTime.end(text)
                .orElseThrow(() -> new ToolException(
                        "Cannot read \"%s\" as as_of: expected a day such as 2025-06-30, or a time with its zone, such as 2025-06-30T12:00:00Z. Or leave as_of out."
                                .formatted(AgentText.cell(text, 80))));
        if (at.isAfter(now.plus(AHEAD))) {
            throw new ToolException(
                    "Nobody has seen yet what will be published by \"%s\". Leave as_of out for what is published now."
                            .formatted(AgentText.cell(text, 80)));
        }
        return at;
    }

    /**
     * Refuses a time before any of the data in question was published: an empty answer would look like a fact about the
     * world.
     */
    static void check(Instant at, List<CatalogDataset> asked) throws ToolException {
        if (!asked.isEmpty()
                && asked.stream().allMatch(dataset -> since(dataset).isAfter(at))) {
            throw new ToolException(
                    "Nothing of what is asked was published here by %s. What the public saw is known of %s."
                            .formatted(
                                    at,
                                    asked.stream()
                                            .map(dataset -> dataset.dataset() + " since " + since(dataset))
                                            .collect(Collectors.joining(", "))));
        }
    }

    /** No data of a dataset was published here before this time. */
    private static Instant since(CatalogDataset dataset) {
        Stream<Instant> times = dataset.releases().stream()
                .flatMap(release -> Stream.concat(
                        Stream.of(release.committedAt()),
                        Stream.concat(release.files().stream(), release.earlierFiles().stream())
                                .map(PublishedFile::fetchedAt)));
        Optional<Instant> first = times.min(Comparator.naturalOrder());
        return first.orElse(Instant.MIN);
    }
}
