package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.author.preview.PreviewWatch;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.apply.Outcome;
import org.datawarp.streams.layout.SheetLayout;
import org.datawarp.streams.layout.TableRegion;

/**
 * Applies a draft to one release, and records where it finds its datasets, what does not fit, and what adds up. Owned
 * by one thread.
 */
final class Trial implements PreviewWatch {

    /** With more different cells than these, they are not marks. */
    private static final int MOST_FOUND = 20;

    private final String release;
    private final Map<String, TrialDataset> datasets = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Complaint, Complained> complaints = new LinkedHashMap<>();
    private final Map<Tally, Long> rows = new HashMap<>();

    /** @param drafts that are tried, each with a name */
    Trial(ReleaseName release, List<DraftDataset> drafts) {
        this.release = release.value();
        drafts.forEach(draft -> datasets.put(draft.name(), new TrialDataset(draft)));
    }

    /** Where a dataset was found. */
    record Claim(Place place, String dataset, int firstHeading, int lastHeading) {}

    /** A kind of rejection. */
    record Complaint(String dataset, String column, String reason) {}

    /** How often it occurred, and the different cells, up to a limit. */
    static final class Complained {

        private final Set<String> found = new LinkedHashSet<>();
        private long rows;

        private void add(String text) {
            rows++;
            if (found.size() < MOST_FOUND) {
                found.add(text.strip());
            }
        }

        long rows() {
            return rows;
        }

        boolean isOfFew() {
            return found.size() < MOST_FOUND;
        }

        Set<String> found() {
            return found;
        }
    }

    private record Tally(Place place, String dataset, boolean total) {}

    private Place place(SheetOpened sheet) {
        return new Place(release, sheet.fileName(), sheet.member(), sheet.name());
    }

    @Override
    public void sheet(SheetOpened sheet, SheetLayout layout) {
        for (TableRegion region : layout.regions()) {
            claims.add(new Claim(
                    place(sheet),
                    region.dataset().name().value(),
                    region.band().firstRow(),
                    region.band().lastRow()));
        }
    }

    @Override
    public void row(SheetOpened sheet, SheetRow row, Outcome outcome) {
        for (Rejection rejection : outcome.rejections()) {
            complain(rejection);
        }
        boolean total = outcome.kind() == RowKind.TOTAL;
        Set<String> seen = new HashSet<>();
        for (TypedRow typed : outcome.rows()) {
            String name = typed.dataset().value();
            if (seen.add(name)) {
                rows.merge(new Tally(place(sheet), name, total), 1L, Long::sum);
            }
            dataset(name).take(sheet, typed, total);
        }
    }

    /** Takes a rejection of a row, or of a sheet as a whole. */
    void complain(Rejection rejection) {
        complaints
                .computeIfAbsent(
                        new Complaint(rejection.dataset(), rejection.column(), rejection.reason()),
                        none -> new Complained())
                .add(rejection.found());
    }

    String release() {
        return release;
    }

    List<Claim> claims() {
        return claims;
    }

    Map<Complaint, Complained> complaints() {
        return complaints;
    }

    TrialDataset dataset(String name) {
        return Objects.requireNonNull(datasets.get(name), name);
    }

    /** Whether fewer rows were read than its tables have in this release. */
    boolean lacksRows(DraftDataset draft) {
        return draft.tables().stream()
                .map(SeenTable::place)
                .filter(place -> place.release().equals(release))
                .distinct()
                .anyMatch(place -> rows(place, draft.name()) < draft.rowsAt(place));
    }

    /** Rows of a sheet that became rows of a dataset, totals included. */
    long rows(Place place, String dataset) {
        return rows.getOrDefault(new Tally(place, dataset, false), 0L)
                + rows.getOrDefault(new Tally(place, dataset, true), 0L);
    }
}
