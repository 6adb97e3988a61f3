package org.datawarp.sinks.change;

import java.util.Optional;

/** The stored position from which capture continues. Used before the engine starts, by one thread, which closes it. */
interface CapturePosition extends AutoCloseable {

    /** The end of the last transaction that was acknowledged. */
    Optional<Long> lsn();

    /** Whether a start that was to create the slot did not finish, or capture is to start again. */
    boolean isBeginning();

    /** Recorded before the slot is created: a slot without this mark and without a position would mean a gap. */
    void begin();

    /** The initial rows are published: capture continues from here. */
    void began(long lsn);

    @Override
    void close();
}
