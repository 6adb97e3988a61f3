package org.datawarp.sinks.change;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.datawarp.schemas.retry.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure before the engine starts that it continues exactly where capture ended, or starts again with all rows. The
 * engine itself would skip a gap silently.
 */
final class CaptureStart {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureStart.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final CaptureSettings settings;
    private final SourceDatabase database;

    CaptureStart(CaptureSettings settings, SourceDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * When this returns, the slot exists and a position is stored, so later commits are captured.
     *
     * @param positions opens the stored position, after the slot was read
     * @throws CaptureGapException when something would be skipped, or published data would go back in time
     */
    void prepare(Supplier<? extends CapturePosition> positions, ChangeOutlet outlet)
            throws SQLException, InterruptedException {
        awaitPublication();
        refuseADatabaseInTheMaking();
        // Read the slot before the position: another capture may be about to end, and the position is never behind the
        // slot.
        Optional<SlotState> slot = database.slot(settings.slot());
        try (CapturePosition position = positions.get()) {
            Optional<Long> stored = position.lsn();
            if (stored.isPresent()) {
                refuseAnOlderDatabase(stored.get());
            }
            Optional<String> gap = gap(position, stored, slot);
            if (gap.isEmpty() && stored.isPresent()) {
                gap = unpublished(stored.get());
            }
            if (gap.isPresent()) {
                LOG.atWarn()
                        .addKeyValue("slot", settings.slot())
                        .log("Capture starts again with all rows that the database holds: " + gap.get());
            }
            if (stored.isEmpty() || gap.isPresent()) {
                begin(position, slot, outlet);
            }
        }
    }

    private void awaitPublication() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + settings.publicationWait().toNanos();
        List<String> lacking = database.lackingOf(EngineProperties.PUBLICATION);
        while (!lacking.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new CaptureException(FailureKind.NOT_PREPARED, notPrepared(lacking));
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
            lacking = database.lackingOf(EngineProperties.PUBLICATION);
        }
    }

    private String notPrepared(List<String> lacking) {
        return ("Cannot capture changes of %s: the publication \"%s\" lacks %s after %d s, expected it as the loader creates"
                        + " it. Each start of ./datawarp up or of the role apply makes it again, if its login may; otherwise"
                        + " a superuser does: CREATE PUBLICATION %2$s FOR TABLES IN SCHEMA data, TABLE"
                        + " datawarp.commits, TABLE datawarp.heartbeat; then, while DataWarp does not run: ./datawarp recapture")
                .formatted(
                        settings.database(),
                        EngineProperties.PUBLICATION,
                        lacking,
                        settings.publicationWait().toSeconds());
    }

    /**
     * While it is rebuilt, its changes would be published one by one, and not with the release to which they belong.
     */
    private void refuseADatabaseInTheMaking() throws SQLException {
        if (database.isBeingMade()) {
            throw new CaptureGapException(
                    ("Cannot capture changes of %s: it is being rebuilt from the raw topics and is not complete yet; finish"
                                    + " that with: ./datawarp rebuild --from raw")
                            .formatted(settings.database()));
        }
    }

    /** All rows of an older database would undo what was published since. A person must decide on that. */
    private void refuseAnOlderDatabase(long stored) throws SQLException {
        long end = database.endLsn();
        if (stored > end) {
            throw new CaptureGapException(
                    ("Cannot continue to capture changes of %s: the stored position %s is ahead of the database's log, which"
                                    + " ends at %s: the database is older than what was published from it. Restore a newer"
                                    + " copy of it; or apply again what the raw topics hold: ./datawarp rebuild --from raw; or have what is"
                                    + " published follow it back in time: ./datawarp recapture")
                            .formatted(settings.database(), Lsn.text(stored), Lsn.text(end)));
        }
    }

    /** The gap between the stored position and the slot, which would be skipped; empty when there is none. */
    private static Optional<String> gap(CapturePosition position, Optional<Long> stored, Optional<SlotState> found) {
        if (stored.isEmpty()) {
            return found.isEmpty() || position.isBeginning()
                    ? Optional.empty()
                    : Optional.of("the slot is at %s, but no position is stored: the topics were lost"
                            .formatted(Lsn.text(found.get().confirmedLsn())));
        }
        String text = Lsn.text(stored.get());
        if (found.isEmpty()) {
            return Optional.of("the slot is missing; the stored position is " + text);
        }
        SlotState slot = found.get();
        if (slot.lost()) {
            return Optional.of(
                    "PostgreSQL dropped the log that the slot needs (wal_status is lost); the stored position is "
                            + text);
        }
        return slot.confirmedLsn() > stored.get()
                ? Optional.of("the slot is at %s, ahead of the stored position %s"
                        .formatted(Lsn.text(slot.confirmedLsn()), text))
                : Optional.empty();
    }

    /** What was written while the publication was wrong, and is in no change; empty when nothing was. */
    private Optional<String> unpublished(long stored) throws SQLException {
        return database.madeAgain(EngineProperties.PUBLICATION)
                .filter(madeAgain -> madeAgain > stored)
                .map(madeAgain -> "the publication was made again at %s, after the stored position %s"
                        .formatted(Lsn.text(madeAgain), Lsn.text(stored)));
    }

    private void begin(CapturePosition position, Optional<SlotState> found, ChangeOutlet outlet)
            throws SQLException, InterruptedException {
        boolean isAnew =
                found.isPresent() || position.isBeginning() || position.lsn().isPresent();
        if (found.isPresent()) {
            database.dropSlot(settings.slot());
        }
        position.begin();
        LOG.atInfo().log("Capture waits for the transactions that run now, and starts after them");
        try (SlotCreation creation = SlotCreation.create(database, settings.slot())) {
            publish(new InitialRows(database, creation), isAnew, outlet);
            position.began(creation.lsn());
            LOG.atInfo().addKeyValue("position", Lsn.text(creation.lsn())).log("Capture begins");
        }
    }

    private static void publish(InitialRows rows, boolean isAnew, ChangeOutlet outlet) throws SQLException {
        if (isAnew) {
            rows.publishAnew(outlet);
        } else {
            rows.publish(outlet);
        }
    }
}
