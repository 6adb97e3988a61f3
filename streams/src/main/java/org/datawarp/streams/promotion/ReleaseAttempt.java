package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RawRanges;
import org.datawarp.streams.release.RefusedReleaseException;
import org.datawarp.streams.release.ReleaseRegister;
import org.datawarp.streams.release.ReleaseRows;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.staging.RunStaging;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a release whose raw rows were sent before. Its owner stages the rows, looks at a {@link #preview} if one
 * is wanted, and {@link #apply applies} it; the {@link AttemptTransaction} it belongs to commits or drops it.
 *
 * <p>Live loading continues beside it. The attempt is as old as the raw rows that it reads, so a release that was
 * published later wins over it. Owned by the thread that owns the transaction.
 */
public final class ReleaseAttempt {

    private final AttemptTransaction transaction;
    private final ReleaseStatus source;
    private final Manifest manifest;
    private final ReleaseOpened opened;
    private final @Nullable PastAttempt past;
    private final RunStaging staging;

    /** Why the server does not take the rows; what follows is then skipped. */
    private @Nullable RefusedReleaseException refusal;

    /** @param past what is known of the attempt, when it is one that the database has lost; null for a new one */
    ReleaseAttempt(
            AttemptTransaction transaction,
            ReleaseStatus source,
            Manifest manifest,
            String run,
            @Nullable PastAttempt past)
            throws SQLException {
        this.transaction = transaction;
        this.source = source;
        this.manifest = manifest;
        this.past = past;
        this.opened = source.opened().as(run).with(manifest.version());
        lockReplays();
        register();
        this.staging = new RunStaging(status(), this::manifest);
    }

    private DatabaseSession session() {
        return transaction.session();
    }

    private void lockReplays() throws SQLException {
        boolean alone = session()
                .query(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        row -> row.getBoolean(1),
                        "datawarp.replay.%s/%s".formatted(source.publication(), source.release()))
                .get(0);
        if (!alone) {
            throw ReplayRefusedException.underWay(source);
        }
    }

    private void register() throws SQLException {
        PastAttempt known = past;
        if (known == null) {
            ReleaseRegister.openReplay(
                    session(), opened, source.run(), transaction.clock().instant());
        } else {
            ReleaseRegister.openLost(session(), opened, known.rawRun(), known.begunAt());
            RawRanges.note(session(), opened.run(), known.ranges());
        }
    }

    private Optional<Manifest> manifest(PublicationName publication, String version) {
        return Optional.of(manifest);
    }

    private ReleaseStatus status() throws SQLException {
        return session()
                .first(ReleaseRows.SELECT + "WHERE run = ?", ReleaseRows::read, opened.run())
                .orElseThrow();
    }

    /** The release as the attempt has it. */
    public ReleaseOpened opened() {
        return opened;
    }

    ReleaseStatus source() {
        return source;
    }

    /** @param number of the sheet within the release */
    public void open(int number, SheetOpened sheet) {
        staging.tally().open(number, sheet);
    }

    /** Stages the result of one row of a sheet. */
    public void add(int sheet, AppliedRow row) {
        stage(() -> staging.add(session(), sheet, row));
    }

    /** Stages the remaining rows, and notes what was announced. */
    public void close(ReleaseClosed closed) {
        ReleaseClosed own = new ReleaseClosed(
                opened.run(), closed.publication(), closed.release(), closed.sheets(), closed.unreadable());
        stage(() -> {
            staging.flush(session());
            ReleaseRegister.close(session(), own, transaction.clock().instant());
        });
    }

    private void stage(DatabaseSession.Work step) {
        if (refusal == null) {
            transaction.ask(() -> {
                try {
                    step.run();
                } catch (RefusedReleaseException e) {
                    refusal = e;
                }
                return true;
            });
        }
    }

    /** Checks the release and compares it with the visible one. Writes nothing. */
    public ReplayPreview preview() {
        RefusedReleaseException refused = refusal;
        if (refused != null) {
            return ReplayPreview.refused(refused.reason());
        }
        return transaction.ask(() -> session().undoing(() -> {
            ExaminedRelease examined = ExaminedRelease.examine(session(), status(), manifest);
            return examined.shownAs(examined.differences());
        }));
    }

    /**
     * Promotes the release, or holds it, within the transaction. The rows are compared with the visible ones once, for the
     * result and for the tables.
     *
     * @return what a commit would change
     * @throws ReplayRefusedException when a later attempt at the release has come
     */
    public ReplayPreview apply() {
        return transaction.ask(() -> {
            if (refusal == null) {
                settleRivals();
                try {
                    return transaction.applyShown(opened.run(), manifest);
                } catch (RefusedReleaseException e) {
                    refusal = e;
                }
            }
            transaction.refused(this);
            return ReplayPreview.refused(refusalReason());
        });
    }

    HoldReason refusalReason() {
        return Objects.requireNonNull(refusal, "Only for an attempt that was refused")
                .reason();
    }

    private void settleRivals() throws SQLException {
        ReleaseRegister.lockName(session(), opened);
        if (ReleaseRegister.isLate(session(), opened)) {
            session().rollback();
            throw ReplayRefusedException.overtaken(source);
        }
        ReleaseRegister.supersedeEarlier(session(), opened);
    }

    /** Holds the attempt in a transaction of its own: the server undid its rows, and its registration with them. */
    ReleaseStatus holdRefused(HoldReason reason) throws SQLException {
        session().rollback();
        settleRivals();
        register();
        ReleaseRegister.hold(session(), opened.run(), List.of(reason));
        ReleaseStatus held = status();
        session().commit();
        return held;
    }
}
