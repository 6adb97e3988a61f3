package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.SheetLayout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sheet whose rows are arriving. The first rows are held back until they show the layout; from then on, each row is
 * applied as it comes. Owned by one thread.
 */
public final class OpenSheet {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSheet.class);

    private final RowOrigin origin;
    private final @Nullable LayoutFinder finder;
    private final List<HeldRow> held = new ArrayList<>();
    private @Nullable ManifestApplier applier;
    private int labelsStored;

    /** @param checksum of the raw message */
    public record HeldRow(SheetRow row, long checksum) {}

    /** @param finder null when the release's manifest is unknown, so that no dataset claims the sheet */
    public OpenSheet(RowOrigin origin, @Nullable LayoutFinder finder) {
        this.origin = origin;
        this.finder = finder;
        if (finder == null || !finder.mayClaim(origin.sheet())) {
            applier = new ManifestApplier(SheetLayout.UNCLAIMED, origin);
        }
    }

    public SheetOpened opened() {
        return origin.sheet();
    }

    /** Whether the layout is known, so that rows are no longer held back. */
    public boolean isDecided() {
        return applier != null;
    }

    /** How many rows are held back. */
    public int held() {
        return held.size();
    }

    public void hold(SheetRow row, long checksum) {
        held.add(new HeldRow(row, checksum));
    }

    /** Whether there are enough rows to find the layout. */
    public boolean isReady() {
        return held.size() >= LayoutFinder.LOOKAHEAD;
    }

    /**
     * Finds the layout from the rows held back, and releases them.
     *
     * @return these rows, now to be applied in their order
     */
    public List<HeldRow> decide() {
        List<HeldRow> rows = List.copyOf(held);
        held.clear();
        List<SheetRow> first = rows.stream().map(HeldRow::row).toList();
        applier = new ManifestApplier(layout(first), origin);
        return rows;
    }

    private SheetLayout layout(List<SheetRow> first) {
        try {
            return finder == null ? SheetLayout.UNCLAIMED : finder.find(origin.sheet(), first);
        } catch (RuntimeException e) {
            log("Cannot find the layout of a sheet: a fault of the program; no dataset claims it", 0, e);
            return SheetLayout.UNCLAIMED;
        }
    }

    private void log(String sentence, int row, RuntimeException cause) {
        LOG.atError()
                .addKeyValue("file", origin.sheet().fileName())
                .addKeyValue("sheet", origin.sheet().name())
                .addKeyValue("row", row)
                .setCause(cause)
                .log(sentence);
    }

    /** What does not fit about the sheet as a whole. To be reported once, when the layout is known. */
    public List<Rejection> layoutRejections() {
        return decided().layoutRejections();
    }

    /** A row that makes the program fail is rejected. Later rows are still applied. */
    public Outcome apply(SheetRow row) {
        try {
            return decided().apply(row);
        } catch (RuntimeException e) {
            log("Cannot apply the manifest to a row: a fault of the program", row.row(), e);
            return Outcome.rejected(List.of(origin.reject(
                    row.row(), RowOrigin.Place.NONE, Reason.INTERNAL_ERROR, e.toString(), "no fault of the program")));
        }
    }

    /** The outcome for a row whose typed rows do not fit into one message. */
    public Outcome tooBig(int row) {
        return Outcome.rejected(List.of(origin.reject(
                row,
                RowOrigin.Place.NONE,
                Reason.ROW_TOO_BIG,
                "more than one message holds",
                "a row of fewer or shorter cells")));
    }

    public RowOrigin origin() {
        return origin;
    }

    private ManifestApplier decided() {
        if (applier == null) {
            throw new IllegalStateException("The layout of " + origin.sheet().sheet() + " is not decided yet");
        }
        return applier;
    }

    /** The labels that blanks repeat, or null when they have not changed since they were last stored. */
    public @Nullable SheetRow labelsToStore() {
        ManifestApplier current = decided();
        if (current.labelsVersion() == labelsStored) {
            return null;
        }
        labelsStored = current.labelsVersion();
        return new SheetRow(0, current.labels());
    }

    /** Continues with the stored labels. */
    public void resume(List<Cell> labels) {
        decided().resume(labels);
    }
}
