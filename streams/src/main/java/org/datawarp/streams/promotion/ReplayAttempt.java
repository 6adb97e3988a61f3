package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.InstantSource;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.RawRanges;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * How an attempt at a release whose raw rows are there is called, and how it comes into the register.
 *
 * @param run names it: 16 hex digits
 * @param clock what time it is for the attempt
 */
record ReplayAttempt(String run, InstantSource clock, Opening opening) {

    /** Enters the attempt into the register. */
    @FunctionalInterface
    interface Opening {
        void open(DatabaseSession session, ReleaseOpened opened) throws SQLException;
    }

    /** Another one. */
    static ReplayAttempt next(ReleaseStatus source, String run, InstantSource clock) {
        return new ReplayAttempt(
                run,
                clock,
                (session, opened) -> ReleaseRegister.openReplay(session, opened, source.run(), clock.instant()));
    }

    /** One that the database has lost, once more. */
    static ReplayAttempt lost(LostAttempt lost) {
        return new ReplayAttempt(lost.run(), lost.clock(), (session, opened) -> {
            ReleaseRegister.openLost(session, opened, lost.rawRun(), lost.begunAt());
            RawRanges.note(session, lost.run(), lost.ranges());
        });
    }
}
