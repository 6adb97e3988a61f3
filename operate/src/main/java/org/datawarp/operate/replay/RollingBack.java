package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.operate.release.Published;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.promotion.Rollbacks;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;

/** Goes back to what was visible before a promotion. Owned and closed by one thread. */
public final class RollingBack implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(150);

    private final PrintWriter out;
    private final Published published;
    private final Rollbacks rollbacks;

    /** @param out where everything is shown */
    public RollingBack(Endpoints endpoints, EventLog events, PrintWriter out) {
        this.out = out;
        this.published = Published.of(endpoints);
        var database = endpoints.database(DatabaseRole.WRITER);
        this.rollbacks = new Rollbacks(database.settings(), events, InstantSource.system());
    }

    /**
     * Shows what going back changes and, unless it is only to be shown, goes back.
     *
     * @throws org.datawarp.streams.release.ReplayRefusedException when there is nothing to undo, or later releases built
     *     on it
     */
    public void run(Rollbacks.Target target, boolean onlyShow) throws IOException, InterruptedException {
        Map<DatasetName, Long> versions = versions();
        Rollbacks.Undoing undoing = onlyShow ? rollbacks.preview(target) : rollbacks.apply(target);
        print(undoing);
        if (onlyShow) {
            out.printf("%nNothing was changed.%n");
        } else {
            if (!isPublished(undoing, versions)) {
                PublishingDeadline.tellLate(out, "The database has gone back");
            }
            ReleaseStatus undone = undoing.undone();
            out.printf(
                    "%nGone back. Should the page bring the same files again, they are held; to take them all the same: ./datawarp load %s --release %s --again, then ./datawarp repair %s --release %s%n",
                    undone.publication(), undone.release(), undone.publication(), undone.release());
        }
        out.flush();
    }

    private void print(Rollbacks.Undoing undoing) {
        ReleaseStatus undone = undoing.undone();
        out.printf(
                "%n%s %s, as it was promoted at %s with manifest %s, is undone:%n",
                undone.publication(), undone.release(), undone.promotedAt(), undone.manifestVersion());
        ReplayReport page = new ReplayReport(out);
        undoing.datasets().forEach(page::print);
        Optional<ReleaseStatus> before = undoing.before();
        if (before.isPresent()) {
            out.printf(
                    "  Of this release, the attempt that was promoted at %s counts again: manifest %s, %d files.%n",
                    before.get().promotedAt(),
                    before.get().manifestVersion(),
                    before.get().files().size());
        } else {
            out.println("  Of this release, nothing was there before.");
        }
    }

    private Map<DatasetName, Long> versions() throws IOException {
        return published.catalog().datasets().stream()
                .collect(Collectors.toMap(CatalogDataset::dataset, CatalogDataset::version));
    }

    /** Waits until the catalogue has a newer version of each dataset; one that is not published has none. */
    private boolean isPublished(Rollbacks.Undoing undoing, Map<DatasetName, Long> before)
            throws IOException, InterruptedException {
        PublishingDeadline deadline = PublishingDeadline.begins();
        Map<DatasetName, Long> now = versions();
        while (undoing.datasets().stream()
                .map(DatasetPreview::dataset)
                .anyMatch(dataset -> isOld(dataset, before, now))) {
            if (deadline.isLate()) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
            now.putAll(versions());
        }
        return true;
    }

    private static boolean isOld(DatasetName dataset, Map<DatasetName, Long> before, Map<DatasetName, Long> now) {
        Long version = before.get(dataset);
        return version != null && version.equals(now.get(dataset));
    }

    @Override
    public void close() {
        published.close();
    }
}
