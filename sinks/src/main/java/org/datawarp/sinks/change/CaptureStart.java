package org.datawarp.sinks.change;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure before the engine starts that it goes on exactly where capture ended, or begins with nothing left out: the
 * engine itself would skip a gap in silence.
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
     * When this returns, the slot exists and a position is stored: what is committed from then on is captured.
     *
     * @throws CaptureGapException when something would be skipped
     */
    void prepare(ChangePublisher publisher) throws SQLException, InterruptedException {
        awaitPublication();
        ChangePublisher.createIfAbsent(settings.kafka(), Topics.captureOffsets());
        // The slot before the position: another capture may be about to end, and the position is never behind the slot.
        Optional<SlotState> slot = database.slot(settings.slot());
        try (StoredPosition position = StoredPosition.open(settings.kafka(), settings.slot())) {
            Optional<Long> stored = position.lsn();
            if (stored.isPresent()) {
                check(stored.get(), slot);
            } else {
                begin(position, slot, publisher);
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
                        + " it; start the loader once")
                .formatted(
                        settings.database(),
                        EngineProperties.PUBLICATION,
                        lacking,
                        settings.publicationWait().toSeconds());
    }

    private void check(long stored, Optional<SlotState> found) {
        SlotState slot =
                found.orElseThrow(() -> gap("the slot is missing; the stored position is " + Lsn.text(stored)));
        if (slot.lost()) {
            throw gap("PostgreSQL dropped the log that the slot needs (wal_status is lost); the stored position is "
                    + Lsn.text(stored));
        }
        if (stored > slot.databaseLsn()) {
            throw gap(
                    ("the stored position %s is ahead of the database's log, which ends at %s (was the database restored"
                                    + " from a backup?): what it writes until there would be skipped")
                            .formatted(Lsn.text(stored), Lsn.text(slot.databaseLsn())));
        }
        if (slot.confirmedLsn() > stored) {
            throw gap("the slot stands at %s, ahead of the stored position %s: the changes between would be skipped"
                    .formatted(Lsn.text(slot.confirmedLsn()), Lsn.text(stored)));
        }
    }

    private CaptureGapException gap(String what) {
        return new CaptureGapException(
                ("Cannot go on capturing changes of %s with the slot \"%s\": %s. To begin anew with all rows that the"
                                + " database holds: drop the slot (SELECT pg_drop_replication_slot('%s')) if it is there,"
                                + " delete the topic %s, and rebuild the catalogue")
                        .formatted(
                                settings.database(),
                                settings.slot(),
                                what,
                                settings.slot(),
                                Topics.captureOffsets().name()));
    }

    private void begin(StoredPosition position, Optional<SlotState> found, ChangePublisher publisher)
            throws SQLException, InterruptedException {
        if (found.isPresent()) {
            if (!position.isBeginning()) {
                throw gap("the slot stands at %s, but no position is stored: the topics were lost, or the slot is"
                                .formatted(Lsn.text(found.get().confirmedLsn()))
                        + " another's");
            }
            database.dropSlot(settings.slot());
        }
        position.begin();
        LOG.atInfo().log("Capture waits for the transactions that run now, to begin after them");
        try (SlotCreation creation = SlotCreation.create(database, settings.slot())) {
            new InitialRows(database, creation).publish(publisher);
            position.began(creation.lsn());
            LOG.atInfo().addKeyValue("position", Lsn.text(creation.lsn())).log("Capture begins");
        }
    }
}
