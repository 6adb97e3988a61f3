package org.datawarp.operate.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Who watches which publication, and what was found out: shared by all that fetch. A lease is measured by the database's
 * clock, so that those of the instances need not agree. Keeps one connection, opened again after a failure; safe for
 * several threads.
 */
public final class WatchStore implements AutoCloseable {

    private final DatabaseSettings database;
    private @Nullable DatabaseSession session;

    public WatchStore(DatabaseSettings database) {
        this.database = database;
    }

    /**
     * The right to look at a publication, for a while.
     *
     * @param fence greater than that of everybody who had it before
     * @param lookedAt when it was last checked; null when never
     */
    public record Lease(
            PublicationName publication,
            long fence,
            @Nullable Instant lookedAt) {}

    /**
     * A release that was there.
     *
     * @param missedAt when it was looked for before in vain; null when it was there at the first look
     */
    public record Seen(
            ReleaseName release,
            Period period,
            Instant seenAt,
            @Nullable Instant missedAt) {}

    /**
     * The state of a publication's watch.
     *
     * @param holder who checks it now; empty when no process does
     * @param lookedAt null when never
     * @param lookAgainAt null when not stated
     * @param manifest the version that it was checked with; empty when it was not
     */
    public record Watch(
            PublicationName publication,
            String holder,
            @Nullable Instant lookedAt,
            @Nullable Instant lookAgainAt,
            String manifest) {}

    /** Takes a publication that no process holds; empty when one does. */
    public Optional<Lease> take(PublicationName publication, String holder, Duration lasting) {
        return claim(publication, holder, lasting, "");
    }

    /**
     * Takes a publication that no process holds and that is due; empty when it is not.
     *
     * @param manifest the version that it is to be checked with, if another was used the last time, whether or not its
     *     time has come; empty to go by the time alone
     */
    public Optional<Lease> takeIfDue(
            PublicationName publication, String holder, Duration lasting, Instant now, String manifest) {
        return claim(
                publication,
                holder,
                lasting,
                " AND (look_again_at IS NULL OR look_again_at <= ? OR (? <> '' AND manifest IS DISTINCT FROM ?))",
                now,
                manifest,
                manifest);
    }

    private Optional<Lease> claim(
            PublicationName publication, String holder, Duration lasting, String condition, Object... conditioned) {
        return with(open -> {
            open.update(
                    "INSERT INTO datawarp.watches (publication) VALUES (?) ON CONFLICT DO NOTHING",
                    publication.value());
            List<Object> arguments = new ArrayList<>(List.of(holder, lasting.toMillis(), publication.value()));
            arguments.addAll(List.of(conditioned));
            return open.first(
                    """
                    UPDATE datawarp.watches
                    SET holder = ?, held_until = clock_timestamp() + ? * interval '1 ms', fence = fence + 1
                    WHERE publication = ? AND (held_until IS NULL OR held_until < clock_timestamp())""" + condition + " RETURNING fence, looked_at",
                    row -> new Lease(publication, row.getLong(1), instant(row, 2)),
                    arguments.toArray());
        });
    }

    /** Who holds a publication now; empty when no process does. */
    public String holder(PublicationName publication) {
        return with(open -> open.first(
                        "SELECT holder FROM datawarp.watches WHERE publication = ? AND held_until >= clock_timestamp()",
                        row -> row.getString(1),
                        publication.value()))
                .orElse("");
    }

    /** Ends the lease of a holder that is known to be gone. */
    public void evict(PublicationName publication, String holder) {
        with(open -> open.update(
                "UPDATE datawarp.watches SET held_until = NULL WHERE publication = ? AND holder = ?",
                publication.value(),
                holder));
    }

    /** Holds on to a publication. @return whether it is still ours */
    public boolean renew(Lease lease, Duration lasting) {
        return with(open -> open.update(
                        "UPDATE datawarp.watches SET held_until = clock_timestamp() + ? * interval '1 ms'"
                                + " WHERE publication = ? AND fence = ? AND held_until IS NOT NULL",
                        lasting.toMillis(),
                        lease.publication().value(),
                        lease.fence()))
                == 1;
    }

    /** Lets go of a publication without having looked; does nothing when it is no longer ours. */
    public void release(Lease lease) {
        with(open -> open.update(
                "UPDATE datawarp.watches SET holder = NULL, held_until = NULL WHERE publication = ? AND fence = ?",
                lease.publication().value(),
                lease.fence()));
    }

    /**
     * Notes a look.
     *
     * @param manifest the version that it was checked with
     * @param lookedAt null when not all of it could be seen: what appears later may have been there
     * @param seen releases that were not seen before
     * @return whether it is still ours; nothing is noted otherwise
     */
    public boolean note(
            Lease lease, String manifest, @Nullable Instant lookedAt, Instant lookAgainAt, List<Seen> seen) {
        return with(open -> {
            long ours = open.update(
                    "UPDATE datawarp.watches SET manifest = ?, looked_at = coalesce(?, looked_at),"
                            + " look_again_at = ? WHERE publication = ? AND fence = ?",
                    manifest,
                    lookedAt,
                    lookAgainAt,
                    lease.publication().value(),
                    lease.fence());
            if (ours == 1) {
                open.updateAll(
                        "INSERT INTO datawarp.sightings VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        seen.stream()
                                .map(one -> values(lease.publication(), one))
                                .toList());
            }
            return ours == 1;
        });
    }

    private static @Nullable Object[] values(PublicationName publication, Seen seen) {
        return new @Nullable Object[] {
            publication.value(),
            seen.release().value(),
            seen.period().start(),
            seen.period().end(),
            seen.period().kind().name().toLowerCase(Locale.ROOT),
            seen.seenAt(),
            seen.missedAt()
        };
    }

    /** Every release of a publication that was seen. */
    public List<Seen> sightings(PublicationName publication) {
        return with(open -> open.query(
                """
                SELECT release, period_start, period_end, period_kind, seen_at, missed_at
                FROM datawarp.sightings WHERE publication = ? ORDER BY seen_at, release""",
                row -> new Seen(
                        new ReleaseName(row.getString(1)),
                        new Period(
                                row.getObject(2, LocalDate.class),
                                row.getObject(3, LocalDate.class),
                                PeriodKind.valueOf(row.getString(4).toUpperCase(Locale.ROOT))),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        instant(row, 6)),
                publication.value()));
    }

    /** Notes that something is reported. @return whether it is the first time */
    public boolean tell(PublicationName publication, String release, String notice, Instant at) {
        return with(open -> open.update(
                        "INSERT INTO datawarp.notices VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        publication.value(),
                        release,
                        notice,
                        at))
                == 1;
    }

    /** All publications that were ever watched, by name. */
    public List<Watch> watches() {
        return with(open -> open.query(
                """
                SELECT publication, CASE WHEN held_until >= clock_timestamp() THEN holder ELSE '' END, looked_at, look_again_at,
                    coalesce(manifest, '')
                FROM datawarp.watches ORDER BY publication""",
                row -> new Watch(
                        new PublicationName(row.getString(1)),
                        row.getString(2),
                        instant(row, 3),
                        instant(row, 4),
                        row.getString(5))));
    }

    /** What is remembered of a publication's files; empty when nothing is. */
    public Optional<byte[]> ledger(PublicationName publication) {
        return with(open -> open.query(
                        "SELECT ledger FROM datawarp.watches WHERE publication = ?",
                        row -> Optional.ofNullable(row.getBytes(1)),
                        publication.value()))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Keeps what is to be remembered. @return whether the publication is still ours; nothing is kept otherwise */
    public boolean keepLedger(Lease lease, byte[] content) {
        return with(open -> open.update(
                        "UPDATE datawarp.watches SET ledger = ? WHERE publication = ? AND fence = ?",
                        content,
                        lease.publication().value(),
                        lease.fence()))
                == 1;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(DatabaseSession open) throws SQLException;
    }

    /** One transaction. */
    private synchronized <T> T with(Work<T> work) {
        try {
            DatabaseSession open = session == null ? DatabaseSession.open(database) : session;
            session = open;
            T result = work.on(open);
            open.commit();
            return result;
        } catch (SQLException e) {
            close();
            throw new DatabaseUnavailableException(database, e);
        }
    }

    @Override
    public synchronized void close() {
        DatabaseSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
