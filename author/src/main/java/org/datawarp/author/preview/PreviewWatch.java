package org.datawarp.author.preview;

import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.apply.Outcome;
import org.datawarp.streams.layout.SheetLayout;

/** Sees a release as a manifest reads it, sheet by sheet and row by row, on the reader's thread. */
public interface PreviewWatch {

    /** Ignores everything. */
    PreviewWatch NONE = new PreviewWatch() {};

    /** A sheet's layout was found; its rows follow. */
    default void sheet(SheetOpened sheet, SheetLayout layout) {}

    /** A row of that sheet, and what became of it. */
    default void row(SheetOpened sheet, SheetRow row, Outcome outcome) {}
}
