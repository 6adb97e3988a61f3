package org.datawarp.streams.release;

import java.sql.SQLException;

/** The server refuses a release's rows. That release is held; others continue. */
public final class RefusedReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ReleaseStatus release;
    private final String refusal;

    public RefusedReleaseException(ReleaseStatus release, SQLException cause) {
        super("Cannot store the rows of attempt %s: %s".formatted(release.run(), cause.getMessage()), cause);
        this.release = release;
        this.refusal = String.valueOf(cause.getMessage());
    }

    public ReleaseStatus release() {
        return release;
    }

    public HoldReason reason() {
        return new HoldReason(
                HoldCode.UNSTORABLE_VALUE,
                "the database",
                refusal,
                "rows that PostgreSQL takes",
                "correct the manifest's columns and load the release again");
    }
}
