package org.datawarp.operate.lineage;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.DatasetStatus;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/** Loads of the publication {@code visits}, in memory, and what happened to them. */
final class KnownLoads implements Loads {

    static final Places PLACES = new Places("postgres://db:5432", "datawarp", "s3://lake");
    static final Instant NOON = Instant.parse("2025-04-10T12:00:00Z");
    static final DatasetName VISITS = new DatasetName("visits");
    static final FileDigest DIGEST = new FileDigest("ab".repeat(32));

    private static final PublicationName PUBLICATION = new PublicationName("visits");
    private static final String PAGE = "https://stats.example/visits/";
    private static final Table TABLE = Table.of(
            VISITS,
            List.of(
                    new Column(new ColumnName("org"), ColumnType.TEXT, ColumnRole.KEY, "", "Who was visited"),
                    new Column(new ColumnName("seen"), ColumnType.INTEGER, ColumnRole.MEASURE, "", "")));

    private final Map<String, ReleaseStatus> loads = new LinkedHashMap<>();
    private final Map<Long, Catalog> catalogs = new LinkedHashMap<>();
    private boolean away;

    /** Has the bucket be away, or be there again. */
    synchronized void away(boolean isAway) {
        away = isAway;
    }

    synchronized void know(String run, String month, ReleaseState state, HoldReason... reasons) {
        loads.put(
                run,
                new ReleaseStatus(
                        run,
                        PUBLICATION,
                        new ReleaseName(month),
                        Period.month(YearMonth.parse(month)),
                        "final",
                        PAGE,
                        "7",
                        List.of(new PublishedFile(
                                DIGEST, "visits.csv", "https://me:pw@files.example:8443/v%20s.csv?v=2", 1_234, NOON)),
                        state,
                        List.of(reasons),
                        NOON,
                        NOON,
                        state == ReleaseState.PROMOTED ? NOON : null,
                        new ReleaseStatus.Counts(10, 2, 6, 3, 1),
                        List.of(new DatasetResult(VISITS, 10, 6, 3, 1, 0, List.of(), List.of()))));
    }

    /** A version that a release of a month came with: two parts, one of them new. */
    synchronized void publish(long version, String month) {
        Part older = part(1, 90, 9_000);
        Part newer = part(2, 10, 1_000);
        CatalogDataset dataset = new CatalogDataset(
                VISITS,
                "Visits",
                "One row a visited organisation.",
                PUBLICATION,
                "Visits",
                "An office",
                "OGL-UK-3.0",
                PAGE,
                "month",
                version,
                NOON,
                100,
                10_000,
                TABLE.columns(),
                List.of(),
                List.of(heading("org", "Organisation", month), heading("seen", "Seen", "2024-12")),
                List.of(older, newer),
                List.of(),
                3,
                0,
                "");
        DatasetChanges changes = new DatasetChanges(
                VISITS,
                "Visits",
                PUBLICATION,
                false,
                false,
                100,
                6,
                3,
                1,
                List.of(),
                1,
                List.of(),
                List.of(newer.key()),
                List.of());
        catalogs.put(version, new Catalog(version, NOON, 0, 0, List.of(dataset), List.of(changes)));
    }

    private static Part part(int number, long rows, long bytes) {
        String sha256 = "%064d".formatted(number);
        return new Part(Part.key(VISITS, number, sha256), rows, bytes, sha256, number, List.of());
    }

    private static CatalogHeading heading(String column, String text, String month) {
        return new CatalogHeading(new ColumnName(column), text, new ReleaseName(month), DIGEST, "visits.csv", 1, 1, 1);
    }

    @Override
    public synchronized Optional<ReleaseStatus> byRun(String run) {
        return Optional.ofNullable(loads.get(run));
    }

    @Override
    public List<DatasetStatus> datasets() {
        return List.of(new DatasetStatus(VISITS, PUBLICATION, TABLE, 100));
    }

    @Override
    public synchronized Optional<Catalog> catalog(long version) throws IOException {
        if (away) {
            throw new IOException("The bucket is away");
        }
        return Optional.ofNullable(catalogs.get(version));
    }

    static Event event(EventType type, String month, String run, Map<Fact, String> facts) {
        return new Event(type, PUBLICATION.value(), month, run, facts, NOON);
    }

    /** The events of a successful load, in order. */
    static List<Event> well(String month, String run, long version) {
        List<Event> events = new ArrayList<>();
        events.add(event(EventType.SHEET_PUBLISHED, month, run, Map.of()));
        events.add(event(EventType.RELEASE_PUBLISHED, month, run, Map.of()));
        events.add(event(EventType.RELEASE_STAGED, month, run, Map.of()));
        events.add(event(EventType.RELEASE_PROMOTED, month, run, Map.of(Fact.ROWS, "10")));
        events.add(event(EventType.CATALOG_COMMITTED, month, run, Map.of(Fact.VERSION, Long.toString(version))));
        return events;
    }
}
