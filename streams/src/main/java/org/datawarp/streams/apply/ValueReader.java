package org.datawarp.streams.apply;

import org.datawarp.schemas.row.CellKind;

/** Reads what a cell holds as one type. May remember what it read last, so one thread owns it. */
@FunctionalInterface
interface ValueReader {

    /**
     * @param kind neither blank nor an error
     * @param text stripped, not empty
     */
    Parsed read(CellKind kind, String text);
}
