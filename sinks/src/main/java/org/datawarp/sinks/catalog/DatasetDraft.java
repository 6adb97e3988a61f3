package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.sinks.parquet.FoldedDataset;

/** A dataset of the catalogue on its way from one version to the next. Owned by one thread. */
final class DatasetDraft {

    private static final Comparator<CatalogRelease> RELEASE_ORDER = Comparator.comparing(CatalogRelease::periodEnd)
            .thenComparing(CatalogRelease::periodStart)
            .thenComparing(release -> release.release().value());

    private final DatasetName dataset;
    private CatalogDataset origin;
    private List<Column> columns;
    private List<Part> parts;
    private List<CatalogRelease> releases;
    private long nextPart;
    private long changesOffset;
    private boolean singleFile;

    /** Of a dataset that the catalogue has. */
    DatasetDraft(CatalogDataset before) {
        this.dataset = before.dataset();
        this.origin = before;
        this.columns = before.columns();
        this.parts = before.parts();
        this.releases = before.releases();
        this.nextPart = before.nextPart();
        this.changesOffset = before.changesOffset();
        this.singleFile = !before.file().isEmpty();
    }

    /** Of a dataset that a release brings for the first time. */
    static DatasetDraft first(CommittedDataset committed, Commit commit) {
        return new DatasetDraft(new CatalogDataset(
                committed.table().dataset(),
                "",
                "",
                commit.publication(),
                "",
                "",
                "",
                "",
                0,
                Instant.EPOCH,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                1,
                0,
                ""));
    }

    /** Takes in what a promoted release says about the dataset. */
    void describe(CommittedDataset committed, Commit commit) {
        CatalogDataset before = origin;
        origin = new CatalogDataset(
                dataset,
                committed.title(),
                committed.description(),
                commit.publication(),
                commit.publicationTitle(),
                commit.publisher(),
                commit.licence(),
                commit.landingPage(),
                before.version(),
                before.changedAt(),
                before.rows(),
                before.bytes(),
                before.columns(),
                before.parts(),
                before.releases(),
                before.nextPart(),
                before.changesOffset(),
                before.file());
        columns = union(committed.table().columns(), columns);
        releases = withRelease(commit);
        singleFile = committed.singleFile();
    }

    /** The manifest's columns, then those that it no longer has but parts do. Types are those of the parts. */
    private static List<Column> union(List<Column> now, List<Column> before) {
        Map<ColumnName, Column> all = new LinkedHashMap<>();
        now.forEach(column -> all.put(column.name(), column));
        for (Column column : before) {
            all.merge(column.name(), column, (newer, older) -> withType(newer, older.type()));
        }
        return List.copyOf(all.values());
    }

    private List<CatalogRelease> withRelease(Commit commit) {
        List<CatalogRelease> all = new ArrayList<>(releases);
        all.removeIf(release -> release.release().equals(commit.release()));
        all.add(new CatalogRelease(
                commit.release(),
                commit.period().start(),
                commit.period().end(),
                commit.vintage(),
                commit.page(),
                commit.manifestVersion(),
                commit.promotedAt(),
                commit.files()));
        all.sort(RELEASE_ORDER);
        return all;
    }

    /** Takes in the parts that changes gave. */
    void fill(FoldedDataset folded, long nextChangesOffset) {
        parts = folded.parts();
        nextPart = folded.nextPart();
        changesOffset = nextChangesOffset;
        Map<String, ColumnType> types = new HashMap<>();
        for (ChangeColumn column : folded.columns().columns()) {
            types.put(column.name(), column.type());
        }
        columns = columns.stream().map(column -> typed(column, types)).toList();
    }

    /** A manifest may say wider things of a column of which no row has changed yet. */
    private static Column typed(Column column, Map<String, ColumnType> types) {
        return withType(column, types.getOrDefault(column.name().value(), column.type()));
    }

    private static Column withType(Column column, ColumnType type) {
        return new Column(column.name(), type, column.role(), column.unit(), column.description());
    }

    /**
     * @param version of the catalogue that it becomes part of
     * @param singleFileBytes up to which there is a copy as one file
     */
    CatalogDataset toDataset(long version, Instant now, long singleFileBytes) {
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        return new CatalogDataset(
                dataset,
                origin.title(),
                origin.description(),
                origin.publication(),
                origin.publicationTitle(),
                origin.publisher(),
                origin.licence(),
                origin.landingPage(),
                version,
                now,
                parts.stream().mapToLong(Part::rows).sum(),
                bytes,
                columns,
                parts,
                releases,
                nextPart,
                changesOffset,
                file(bytes, singleFileBytes));
    }

    private String file(long bytes, long singleFileBytes) {
        String key = CatalogDataset.fileKey(dataset);
        boolean wanted = singleFile && !parts.isEmpty() && bytes <= singleFileBytes;
        return wanted && !key.equals(Catalog.KEY) ? key : "";
    }
}
