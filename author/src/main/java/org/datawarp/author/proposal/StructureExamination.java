package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datawarp.author.proposal.SeenRelease.Placed;
import org.datawarp.author.proposal.TableSearch.Candidate;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.layout.DriftFinder;
import org.datawarp.streams.layout.DriftedTable;
import org.jspecify.annotations.Nullable;

/** Compares the place and form of each dataset in a held release with those in the release before. Pure. */
public final class StructureExamination {

    private static final double MOVED = 0.95;

    private final Manifest manifest;
    private final SeenRelease release;
    private final @Nullable SeenRelease before;
    private final Set<DatasetName> shrunk;

    /**
     * @param before the release before, as it was published; null when there is none
     * @param shrunk the datasets that have far fewer rows than they had
     */
    public StructureExamination(
            Manifest manifest, SeenRelease release, @Nullable SeenRelease before, Set<DatasetName> shrunk) {
        this.manifest = manifest;
        this.release = release;
        this.before = before;
        this.shrunk = Set.copyOf(shrunk);
    }

    public List<Proposal> proposals() {
        List<Proposal> proposals = new ArrayList<>();
        for (Dataset dataset : manifest.datasets()) {
            proposals.addAll(of(dataset));
        }
        return proposals;
    }

    private List<Proposal> of(Dataset dataset) {
        List<Placed> placedNow = release.find(manifest, dataset);
        SeenRelease earlier = before;
        Optional<Placed> placedBefore = earlier == null
                ? Optional.empty()
                : earlier.find(manifest, dataset).stream().findFirst();
        TableSearch search = new TableSearch(release, manifest, dataset, placedBefore.orElse(null));
        if (placedNow.isEmpty()) {
            boolean wanted = !dataset.optional() || placedBefore.isPresent();
            return wanted ? ofMissing(dataset, search) : List.of();
        }
        List<Proposal> proposals = new ArrayList<>();
        if (shrunk.contains(dataset.name())) {
            proposals.addAll(new SourceProposals(dataset).ofShrunk(search.candidates(), placedNow));
        }
        for (Placed placed : placedNow) {
            proposals.addAll(ofColumns(dataset, placed, placedBefore));
        }
        return proposals;
    }

    private List<Proposal> ofMissing(Dataset dataset, TableSearch search) {
        List<Candidate> candidates = search.candidates();
        List<Proposal> proposals = new ArrayList<>();
        Optional<Candidate> named = candidates.stream().filter(Candidate::named).findFirst();
        if (named.isEmpty()) {
            proposals.addAll(new SourceProposals(dataset).ofMissing(candidates));
        }
        Optional<Candidate> best =
                named.isPresent() ? named : candidates.stream().findFirst();
        best.ifPresent(candidate -> {
            proposals.addAll(moved(dataset, candidate));
            proposals.addAll(columns(
                    dataset,
                    new ColumnMatch.Table(
                            candidate.sheet(),
                            candidate.table().band().lastRow(),
                            candidate.table().placed()),
                    search.before(),
                    candidate.table()));
        });
        return proposals;
    }

    /** Rows whose numbers the manifest fixes and that have moved. */
    private static List<Proposal> moved(Dataset dataset, Candidate candidate) {
        DriftedTable table = candidate.table();
        int depth = table.band().lastRow() - table.band().firstRow() + 1;
        List<Proposal> proposals = new ArrayList<>();
        if (dataset.headingAt() > 0 && dataset.headingAt() != table.band().firstRow()) {
            proposals.add(moved(
                    dataset,
                    candidate,
                    "heading-at",
                    "row " + dataset.headingAt(),
                    "row " + table.band().firstRow()));
        }
        if (dataset.headingRows() > 0 && dataset.headingRows() < depth) {
            proposals.add(moved(
                    dataset,
                    candidate,
                    "heading-rows",
                    dataset.headingRows() + " rows of headings",
                    depth + " of them"));
        }
        return proposals;
    }

    private static Proposal moved(Dataset dataset, Candidate candidate, String key, String expected, String found) {
        return new Proposal(
                Drift.MOVED_HEADING,
                dataset.name(),
                expected,
                "%s of %s".formatted(found, candidate.sheet().place()),
                List.of(
                        "%d headings of the dataset are there"
                                .formatted(candidate.table().placed().size()),
                        "without %s the place is found out, in every release".formatted(key)),
                candidate.table().isWhole() ? MOVED : candidate.confidence(),
                DatasetEdit.findOut(key));
    }

    /** Fields that may be absent are also reported, because they may have been renamed. */
    private List<Proposal> ofColumns(Dataset dataset, Placed placed, Optional<Placed> placedBefore) {
        Optional<DriftedTable> table = new DriftFinder(placed.sheet().firstRows())
                .find(dataset, release.period().end());
        return table.map(drifted -> columns(
                        dataset,
                        new ColumnMatch.Table(
                                placed.sheet(),
                                placed.region().band().lastRow(),
                                placed.region().fields()),
                        placedBefore,
                        drifted))
                .orElse(List.of());
    }

    private List<Proposal> columns(
            Dataset dataset, ColumnMatch.Table now, Optional<Placed> placedBefore, DriftedTable table) {
        ColumnMatch.Table then = placedBefore
                .map(placed -> new ColumnMatch.Table(
                        placed.sheet(),
                        placed.region().band().lastRow(),
                        placed.region().fields()))
                .orElse(null);
        // A field that the release before also lacked is not reported.
        List<Field> missing = table.missing().stream()
                .filter(field ->
                        !field.optional() || (then != null && then.column(field).isPresent()))
                .toList();
        SeenRelease earlier = before;
        return new ColumnProposals(
                        dataset,
                        now,
                        then,
                        earlier == null ? null : earlier.period().end())
                .of(missing, table.left());
    }
}
