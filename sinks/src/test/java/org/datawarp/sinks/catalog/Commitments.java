package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;

/** Promoted releases of a made-up publication. */
final class Commitments {

    private static final Instant PROMOTED = Instant.parse("2026-01-15T09:30:00Z");

    private Commitments() {}

    static Commit of(YearMonth month, Table... tables) {
        return of(month, "final", "ab".repeat(32), tables);
    }

    /** The same release again, from another file. */
    static Commit revised(YearMonth month, String digest, Table... tables) {
        return of(month, "revised", digest, tables);
    }

    private static Commit of(YearMonth month, String vintage, String digest, Table... tables) {
        return new Commit(
                "00000000000000aa",
                new PublicationName("adhd"),
                "ADHD Management Information",
                "NHS England",
                "OGL-3.0",
                "https://digital.nhs.uk/adhd",
                "month",
                new ReleaseName(month.toString()),
                Period.month(month),
                vintage,
                "https://digital.nhs.uk/adhd/" + month,
                "abcdef012345",
                List.of(new PublishedFile(
                        new FileDigest(digest), "adhd.xlsx", "https://files/adhd.xlsx", 1234, PROMOTED)),
                List.of(tables).stream()
                        .map(table -> new CommittedDataset(
                                table,
                                "Referrals",
                                "Open referrals",
                                List.of(new Mark("*", "Suppressed")),
                                List.of(),
                                true,
                                1,
                                0,
                                0))
                        .toList(),
                PROMOTED.minusSeconds(9),
                PROMOTED.minusSeconds(5),
                PROMOTED,
                false,
                null,
                null);
    }
}
