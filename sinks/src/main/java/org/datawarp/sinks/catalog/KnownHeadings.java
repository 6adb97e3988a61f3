package org.datawarp.sinks.catalog;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommittedHeading;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.ReleaseName;

/** The headings under which a dataset's columns were published, each once. */
final class KnownHeadings {

    /** A publisher who puts the month into a heading has a new one in each release; the database keeps them all. */
    private static final int MOST_OF_A_COLUMN = 12;

    private KnownHeadings() {}

    /**
     * Adds a release's headings to the earlier ones.
     *
     * @param releases of the dataset, in the order of their periods, this one among them
     * @return those of the latest release first, each with the latest that has it
     */
    static List<CatalogHeading> with(
            Commit commit, List<CommittedHeading> committed, List<CatalogHeading> before, List<ReleaseName> releases) {
        Set<Named> seen = new HashSet<>();
        Map<ColumnName, Integer> kept = new HashMap<>();
        return Stream.concat(committed.stream().map(heading -> placed(heading, commit.release())), before.stream())
                .sorted(Comparator.comparingInt(heading -> -releases.indexOf(heading.release())))
                .filter(heading -> seen.add(new Named(heading.column(), heading.text())))
                .filter(heading -> kept.merge(heading.column(), 1, Integer::sum) <= MOST_OF_A_COLUMN)
                .toList();
    }

    private record Named(ColumnName column, String text) {}

    private static CatalogHeading placed(CommittedHeading heading, ReleaseName release) {
        return new CatalogHeading(
                heading.column(),
                heading.text(),
                release,
                heading.file(),
                heading.sheet(),
                heading.sheetColumn() + 1,
                heading.firstRow(),
                heading.lastRow());
    }
}
