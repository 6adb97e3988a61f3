package org.datawarp.streams.promotion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.UnreadableFile;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.Json;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;

/** Whether all that was sent arrived as it was sent, and all files could be read. */
final class DeliveryCheck {

    private static final int MOST_SHEETS = 20;

    private static final String SHEETS = """
            SELECT * FROM (
                SELECT sheet, coalesce(file_name, '') AS file_name, coalesce(label, '') AS label,
                    rows_announced, checksum_announced, checksum,
                    data + heading + note + blank + total + rejected + unclaimed AS arrived
                FROM datawarp.sheets WHERE run = ?) s
            WHERE rows_announced IS DISTINCT FROM arrived OR checksum_announced IS DISTINCT FROM checksum
            ORDER BY sheet LIMIT""";

    private DeliveryCheck() {}

    static List<HoldReason> reasons(DatabaseSession session, ReleaseStatus release) throws SQLException {
        List<HoldReason> reasons =
                new ArrayList<>(session.query(SHEETS + " " + MOST_SHEETS, DeliveryCheck::incomplete, release.run()));
        List<UnreadableFile> unreadable = session.query(
                        "SELECT unreadable FROM datawarp.releases WHERE run = ?",
                        row -> Json.readList(row.getString(1), UnreadableFile.class),
                        release.run())
                .get(0);
        unreadable.forEach(file -> reasons.add(unreadable(file)));
        return reasons;
    }

    private static HoldReason incomplete(ResultSet row) throws SQLException {
        String where =
                "sheet %d, %s › %s".formatted(row.getInt("sheet"), row.getString("file_name"), row.getString("label"));
        String advice = "load the release again";
        long announced = row.getLong("rows_announced");
        if (row.wasNull()) {
            return new HoldReason(
                    HoldCode.INCOMPLETE,
                    where,
                    "%d rows of a sheet that was not announced".formatted(row.getLong("arrived")),
                    "no such sheet",
                    advice);
        }
        if (announced != row.getLong("arrived")) {
            return new HoldReason(
                    HoldCode.INCOMPLETE,
                    where,
                    "%d rows".formatted(row.getLong("arrived")),
                    "%d rows, as announced".formatted(announced),
                    advice);
        }
        return new HoldReason(
                HoldCode.INCOMPLETE,
                where,
                "rows with the checksum %x".formatted(row.getLong("checksum")),
                "%x, as announced".formatted(row.getLong("checksum_announced")),
                advice);
    }

    private static HoldReason unreadable(UnreadableFile file) {
        return new HoldReason(
                HoldCode.UNREADABLE_FILE,
                file.member().isEmpty() ? file.fileName() : file.fileName() + "!" + file.member(),
                "%s: %s".formatted(file.reason(), file.message()),
                "a file that can be read whole",
                "look at the file; leave it out in the manifest if it is none of the data,"
                        + " or wait for the publisher to replace it");
    }
}
