package org.datawarp.operate.cost;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.catalog.ChangesFile;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.UsageFile;

/** Reads the data for an estimate. */
public final class CostReading {

    private CostReading() {}

    /**
     * The report on the current month. Costs a few reads of the store, and one list call for each thousand objects.
     *
     * @param watches what was seen of the publications
     */
    public static CostPage read(
            ObjectStore store, WatchStore watches, List<Publication> publications, StoreBudget budget, Window window)
            throws IOException {
        Catalog catalog = StoredCatalog.read(store);
        BucketContents contents = BucketContents.of(store, catalog);
        List<VersionChanges> log = log(store, catalog.version());
        Instant until = Estimate.end(window.now());
        CalendarEntry.Ahead ahead = new CalendarEntry.Ahead(Duration.between(window.now(), until), window.halfWindow());
        List<Estimate.Publication> expected = CalendarEntry.of(publications, watches, window.now(), ahead).stream()
                .map(entry -> new Estimate.Publication(
                        ExpectedReleases.of(entry, window.now(), until),
                        ReleaseHabit.of(entry.publication().name(), catalog, log, contents.sizes())))
                .toList();
        return new CostPage(Estimate.of(window.now(), UsageFile.read(store), contents, expected, budget));
    }

    /** @param halfWindow the smallest width of the calendar's windows */
    public record Window(Instant now, Duration halfWindow) {}

    /** The latest 100 to 200 versions. */
    private static List<VersionChanges> log(ObjectStore store, long version) throws IOException {
        List<VersionChanges> log = new ArrayList<>(ChangesFile.read(store, version));
        if (version >= VersionChanges.VERSIONS_AN_OBJECT) {
            log.addAll(ChangesFile.read(store, version - VersionChanges.VERSIONS_AN_OBJECT));
        }
        return log;
    }
}
