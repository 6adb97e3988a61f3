package org.datawarp.streams.replay;

import org.datawarp.schemas.row.RawMessage;

/** Takes the raw messages of one run: those of a sheet in their order, sheets among each other in any. */
@FunctionalInterface
public interface RawVisitor {

    /**
     * @param key the run, or the sheet's id
     * @param checksum of the message's bytes
     */
    void visit(String key, RawMessage message, long checksum);
}
