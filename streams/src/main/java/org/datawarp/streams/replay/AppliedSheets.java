package org.datawarp.streams.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.apply.OpenSheet;
import org.datawarp.streams.apply.Outcome;
import org.datawarp.streams.apply.RowOrigin;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.promotion.ReleaseAttempt;
import org.jspecify.annotations.Nullable;

/** Applies a manifest to the sheets of a run, as the topology does, and stages what that gives. Owned by one thread. */
final class AppliedSheets implements RawVisitor {

    private final ReleaseAttempt attempt;
    private final LayoutFinder finder;
    private final Consumer<Rejection> rejections;
    private final Map<String, Numbered> sheets = new HashMap<>();
    private @Nullable ReleaseClosed closed;

    AppliedSheets(ReleaseAttempt attempt, LayoutFinder finder, Consumer<Rejection> rejections) {
        this.attempt = attempt;
        this.finder = finder;
        this.rejections = rejections;
    }

    private record Numbered(int number, OpenSheet sheet) {}

    @Override
    public void visit(String key, RawMessage message, long checksum) {
        if (message instanceof SheetRow row) {
            row(key, new OpenSheet.HeldRow(row, checksum));
        } else if (message instanceof SheetOpened opened) {
            open(key, opened);
        } else if (message instanceof SheetClosed) {
            close(key);
        } else if (message instanceof ReleaseClosed end) {
            closed = end;
        }
    }

    private void open(String key, SheetOpened raw) {
        int number = Integer.parseInt(key.substring(key.indexOf('/') + 1));
        String run = attempt.opened().run();
        SheetOpened opened = new SheetOpened(
                run,
                run + "/" + number,
                raw.file(),
                raw.fileName(),
                raw.member(),
                raw.name(),
                raw.number(),
                raw.hidden());
        attempt.open(number, opened);
        sheets.put(key, new Numbered(number, new OpenSheet(new RowOrigin(attempt.opened(), opened), finder)));
    }

    private void row(String key, OpenSheet.HeldRow row) {
        Numbered open = sheets.get(key);
        if (open == null) {
            return;
        }
        if (open.sheet().isDecided()) {
            apply(open, row);
            return;
        }
        open.sheet().hold(row.row(), row.checksum());
        if (open.sheet().isReady()) {
            decide(open);
        }
    }

    private void decide(Numbered open) {
        List<OpenSheet.HeldRow> rows = open.sheet().decide();
        open.sheet().layoutRejections().forEach(rejections);
        rows.forEach(row -> apply(open, row));
    }

    private void apply(Numbered open, OpenSheet.HeldRow held) {
        Outcome outcome = open.sheet().apply(held.row());
        outcome.rejections().forEach(rejections);
        attempt.add(open.number(), outcome.toRow(held));
    }

    private void close(String key) {
        Numbered open = sheets.remove(key);
        if (open != null && !open.sheet().isDecided()) {
            decide(open);
        }
    }

    /** The end of the run, once it was read. */
    ReleaseClosed closed() {
        ReleaseClosed end = closed;
        if (end == null) {
            throw new IllegalStateException("The run %s has no end".formatted(attempt.opened()));
        }
        return end;
    }
}
