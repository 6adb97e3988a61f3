package org.datawarp.streams.promotion;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * Whether an attempt brings again what a person rolled back: the same files, read with the same manifest. A check of the
 * page does not undo a person's decision; a repair or a replay, which a person starts, does.
 */
final class RolledBackCheck {

    private static final String LAST_ROLLBACK = """
            SELECT r.files, b.at, r.manifest_version FROM datawarp.rollbacks b JOIN datawarp.releases r USING (run)
            WHERE r.publication = ? AND r.release = ? AND NOT EXISTS (
                SELECT 1 FROM datawarp.releases l WHERE l.publication = r.publication AND l.release = r.release
                AND l.promoted_at > b.at)
            ORDER BY b.at DESC LIMIT 1""";

    private RolledBackCheck() {}

    private record RolledBack(List<PublishedFile> files, Instant at, String manifestVersion) {}

    static Optional<HoldReason> reason(DatabaseSession session, ReleaseStatus release) throws SQLException {
        if (session.finds("SELECT 1 FROM datawarp.releases WHERE run = ? AND raw_run IS NOT NULL", release.run())) {
            return Optional.empty();
        }
        Optional<RolledBack> last = session.first(
                LAST_ROLLBACK,
                row -> new RolledBack(
                        Json.readList(row.getString(1), PublishedFile.class),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3)),
                release.publication().value(),
                release.release().value());
        return last.filter(rolledBack -> rolledBack.manifestVersion().equals(release.manifestVersion())
                        && ReleasePromotion.digests(rolledBack.files())
                                .equals(ReleasePromotion.digests(release.files())))
                .map(rolledBack -> new HoldReason(
                        HoldCode.ROLLED_BACK,
                        release.publication() + " " + release.release(),
                        "the files and the manifest that were rolled back at %s"
                                .formatted(rolledBack.at().truncatedTo(ChronoUnit.SECONDS)),
                        "others, since somebody went back behind these",
                        "to publish them all the same: ./datawarp repair %s --release %s"
                                .formatted(release.publication(), release.release())));
    }
}
