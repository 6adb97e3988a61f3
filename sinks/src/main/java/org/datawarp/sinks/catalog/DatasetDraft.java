package org.datawarp.sinks.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodChanges;
import org.datawarp.schemas.catalog.PromotedRelease;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Mark;
import org.datawarp.sinks.parquet.FoldedDataset;

/** A dataset of the catalogue on its way from one version to the next. Owned by one thread. */
final class DatasetDraft {

    private static final Comparator<CatalogRelease> RELEASE_ORDER = Comparator.comparing(CatalogRelease::periodEnd)
            .thenComparing(CatalogRelease::periodStart)
            .thenComparing(release -> release.release().value());

    private final DatasetName dataset;
    private final long version;
    private final Instant now;
    private final List<PromotedRelease> promoted = new ArrayList<>();
    private DatasetDescription description;
    private List<Column> columns = List.of();
    private List<Mark> marks = List.of();
    private List<CatalogHeading> headings = List.of();
    private List<Part> partsBefore = List.of();
    private List<Part> parts = List.of();
    private List<PeriodChanges> changes = List.of();
    private List<CatalogRelease> releases = List.of();
    private boolean added = true;
    private long nextPart = 1;
    private long changesOffset;
    private boolean singleFile;

    /** For a dataset that the catalogue does not have. */
    private DatasetDraft(DatasetName dataset, DatasetDescription description, long version, Instant now) {
        this.dataset = dataset;
        this.description = description;
        this.version = version;
        this.now = now;
    }

    /**
     * For a dataset that the catalogue has.
     *
     * @param version the version of the catalogue that will contain it
     */
    DatasetDraft(CatalogDataset before, long version, Instant now) {
        this(before.dataset(), DatasetDescription.of(before), version, now);
        this.columns = before.columns();
        this.marks = before.marks();
        this.headings = before.headings();
        this.partsBefore = before.parts();
        this.parts = before.parts();
        this.releases = before.releases();
        this.added = false;
        this.nextPart = before.nextPart();
        this.changesOffset = before.changesOffset();
        this.singleFile = !before.file().isEmpty();
    }

    /** For a dataset that a release has for the first time. */
    static DatasetDraft first(CommittedDataset committed, Commit commit, long version, Instant now) {
        return new DatasetDraft(committed.table().dataset(), DatasetDescription.of(committed, commit), version, now);
    }

    /**
     * Adds what a promoted release says about the dataset.
     *
     * @param capturedAt when the promotion was in Kafka
     */
    void describe(CommittedDataset committed, Commit commit, Instant capturedAt) {
        description = DatasetDescription.of(committed, commit);
        columns = union(committed.table().columns(), columns);
        marks = unionOfMarks(committed.marks(), marks);
        releases = withRelease(commit, capturedAt);
        headings = KnownHeadings.with(commit, committed.headings(), headings, releaseNames());
        promoted.add(new PromotedRelease(commit.release(), commit.vintage(), commit.page()));
        singleFile = committed.singleFile();
    }

    private List<ReleaseName> releaseNames() {
        return releases.stream().map(CatalogRelease::release).toList();
    }

    /** The manifest's columns, then those that only parts still have. Types are those of the parts. */
    private static List<Column> union(List<Column> now, List<Column> before) {
        Map<ColumnName, Column> all = new LinkedHashMap<>();
        now.forEach(column -> all.put(column.name(), column));
        for (Column column : before) {
            all.merge(column.name(), column, (newer, older) -> withType(newer, older.type()));
        }
        return List.copyOf(all.values());
    }

    /** The manifest's marks, then those that only rows may still have. */
    private static List<Mark> unionOfMarks(List<Mark> now, List<Mark> before) {
        Map<String, Mark> all = new LinkedHashMap<>();
        now.forEach(mark -> all.put(mark.mark(), mark));
        before.forEach(mark -> all.putIfAbsent(mark.mark(), mark));
        return List.copyOf(all.values());
    }

    private List<CatalogRelease> withRelease(Commit commit, Instant capturedAt) {
        List<CatalogRelease> all = new ArrayList<>(releases);
        all.removeIf(release -> release.release().equals(commit.release()));
        if (commit.withdrawn()) {
            return all;
        }
        all.add(new CatalogRelease(
                commit.release(),
                commit.period().start(),
                commit.period().end(),
                commit.vintage(),
                commit.page(),
                commit.manifestVersion(),
                commit.openedAt(),
                commit.stagedAt(),
                commit.promotedAt(),
                capturedAt,
                now,
                version,
                commit.files(),
                earlierFiles(commit)));
        all.sort(RELEASE_ORDER);
        return all;
    }

    /** Rows that a new issue of a release did not change still name the file from which they came. */
    private List<PublishedFile> earlierFiles(Commit commit) {
        Map<FileDigest, PublishedFile> earlier = new LinkedHashMap<>();
        releases.stream()
                .filter(release -> release.release().equals(commit.release()))
                .flatMap(release -> Stream.concat(release.earlierFiles().stream(), release.files().stream()))
                .forEach(file -> earlier.putIfAbsent(file.digest(), file));
        commit.files().forEach(file -> earlier.remove(file.digest()));
        return List.copyOf(earlier.values());
    }

    /** Adds the parts that changes gave. */
    void fill(FoldedDataset folded, long nextChangesOffset) {
        parts = folded.parts();
        nextPart = folded.nextPart();
        changesOffset = nextChangesOffset;
        changes = folded.changes();
        Map<String, ColumnType> types = new HashMap<>();
        for (ChangeColumn column : folded.columns().columns()) {
            types.put(column.name(), column.type());
        }
        columns = columns.stream().map(column -> typed(column, types)).toList();
    }

    /** A manifest may give a wider type to a column of which no row has changed yet. */
    private static Column typed(Column column, Map<String, ColumnType> types) {
        return withType(column, types.getOrDefault(column.name().value(), column.type()));
    }

    private static Column withType(Column column, ColumnType type) {
        return new Column(column.name(), type, column.role(), column.unit(), column.description());
    }

    /** @param singleFileBytes up to this size, there is a copy as one file */
    CatalogDataset toDataset(long singleFileBytes) {
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        return new CatalogDataset(
                dataset,
                description.title(),
                description.description(),
                description.publication(),
                description.publicationTitle(),
                description.publisher(),
                description.licence(),
                description.landingPage(),
                description.frequency(),
                version,
                now,
                rows(),
                bytes,
                columns,
                marks,
                headings,
                parts,
                releases,
                nextPart,
                changesOffset,
                file(bytes, singleFileBytes));
    }

    /** @param replaced whether all its rows were read again from the database */
    DatasetChanges toChanges(boolean replaced) {
        Set<String> keysBefore = keys(partsBefore);
        Set<String> keysNow = keys(parts);
        return new DatasetChanges(
                dataset,
                description.title(),
                description.publication(),
                added,
                replaced && !added,
                rows(),
                changes.stream().mapToLong(PeriodChanges::inserted).sum(),
                changes.stream().mapToLong(PeriodChanges::updated).sum(),
                changes.stream().mapToLong(PeriodChanges::deleted).sum(),
                promoted,
                changes.size(),
                changes.subList(Math.max(0, changes.size() - DatasetChanges.MOST_PERIODS), changes.size()),
                keysNow.stream().filter(key -> !keysBefore.contains(key)).toList(),
                keysBefore.stream().filter(key -> !keysNow.contains(key)).toList());
    }

    private long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    private static Set<String> keys(List<Part> parts) {
        return parts.stream().map(Part::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String file(long bytes, long singleFileBytes) {
        String key = CatalogDataset.fileKey(dataset);
        boolean wanted = singleFile && !parts.isEmpty() && bytes <= singleFileBytes;
        return wanted && !key.equals(Catalog.KEY) ? key : "";
    }
}
