package org.datawarp.sinks.change;

import java.util.Optional;

/** Where capture goes on, wherever that is kept. Used before the engine starts, by one thread, which closes it. */
interface CapturePosition extends AutoCloseable {

    /** The end of the last transaction that was acknowledged. */
    Optional<Long> lsn();

    /** Whether a start created the slot, or was about to, and did not come to the end; or shall begin anew. */
    boolean isBeginning();

    /** Written before the slot is created: without a position, a slot that we do not own up to means a gap. */
    void begin();

    /** What the database held before is published: go on from here. */
    void began(long lsn);

    @Override
    void close();
}
