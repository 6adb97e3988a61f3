package org.datawarp.author.table;

import java.util.List;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Understands a sheet that no manifest describes: which tables it holds, what their columns mean, what each row is.
 *
 * <p>Takes the rows in order, one call each, then {@link #finish}, once. The layout is decided by the first
 * {@value #WINDOW} rows, the types by all of them; besides the rows to keep, memory does not grow with the sheet. Owned
 * by one thread.
 */
public final class SheetInspector {

    /** This many rows show every heading that published sheets have. */
    private static final int WINDOW = 5_000;

    /** A gap in the row numbers means blank rows; more of them than this make no difference. */
    private static final int MOST_BLANKS = 15;

    private final SheetNames names;
    private final int rowsKept;
    private final RowCounts counts = new RowCounts();
    private final SheetWindow window = new SheetWindow();
    private @Nullable SheetReading reading;
    private int lastRow;

    /** @param rowsKept how many typed rows of each table to give; {@link Integer#MAX_VALUE} for all */
    public SheetInspector(SheetNames names, int rowsKept) {
        this.names = names;
        this.rowsKept = Math.max(0, rowsKept);
    }

    /** The next row; rows that its number leaves out are blank. */
    public void row(SheetRow row) {
        long gap = Math.max(0L, (long) row.row() - lastRow - 1);
        long shown = reading == null ? Math.min(gap, MOST_BLANKS) : 0;
        counts.add(InspectedRowKind.BLANK, gap - shown);
        for (long blank = shown; blank > 0; blank--) {
            take(new SheetRow((int) (row.row() - blank), List.of()));
        }
        take(row);
        lastRow = Math.max(lastRow, row.row());
    }

    private void take(SheetRow row) {
        if (reading != null) {
            reading.tail(row);
            return;
        }
        window.add(row);
        if (window.size() == WINDOW) {
            reading = new SheetReading(names, window, counts, rowsKept);
            reading.openTails();
        }
    }

    /** What was understood. No row may follow. */
    public InspectedSheet finish() {
        SheetReading complete = reading;
        if (complete == null) {
            complete = new SheetReading(names, window, counts, rowsKept);
            reading = complete;
        }
        return complete.finish();
    }
}
