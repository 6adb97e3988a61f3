package org.datawarp.streams.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.streams.database.Json;
import org.jspecify.annotations.Nullable;

/** Rows of {@code datawarp.releases} as values. */
public final class ReleaseRows {

    public static final String SELECT = "SELECT * FROM datawarp.releases ";

    private ReleaseRows() {}

    public static ReleaseStatus read(ResultSet row) throws SQLException {
        return new ReleaseStatus(
                row.getString("run"),
                new PublicationName(row.getString("publication")),
                new ReleaseName(row.getString("release")),
                period(row),
                row.getString("vintage"),
                row.getString("page"),
                row.getString("manifest_version"),
                Json.readList(row.getString("files"), PublishedFile.class),
                ReleaseState.of(row.getString("state")),
                Json.readList(row.getString("reasons"), HoldReason.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row, "closed_at"),
                instant(row, "promoted_at"),
                new ReleaseStatus.Counts(
                        row.getLong("rows"),
                        row.getLong("rejected"),
                        row.getLong("inserted"),
                        row.getLong("updated"),
                        row.getLong("deleted")),
                Json.readList(row.getString("datasets"), DatasetResult.class));
    }

    static Period period(ResultSet row) throws SQLException {
        return new Period(
                row.getObject("period_start", LocalDate.class),
                row.getObject("period_end", LocalDate.class),
                PeriodKind.valueOf(row.getString("period_kind").toUpperCase(Locale.ROOT)));
    }

    /** How a kind of period is written in the database. */
    public static String word(PeriodKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
