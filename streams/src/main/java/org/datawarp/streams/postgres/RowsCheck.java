package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;

/**
 * Whether each dataset has rows, and not too many were rejected.
 *
 * <p>A rejected row counts for the datasets that its sheet gave rows to. Where the sheet gave none, nobody can tell which
 * was meant: such rows are measured against the whole release.
 */
final class RowsCheck {

    private RowsCheck() {}

    private record SheetRows(int sheet, long data, long rejected) {}

    static List<HoldReason> reasons(
            DatabaseSession session, ReleaseStatus release, Manifest manifest, List<StagedDataset> datasets)
            throws SQLException {
        List<SheetRows> sheets = session.query(
                "SELECT sheet, data, rejected FROM datawarp.sheets WHERE run = ?",
                row -> new SheetRows(row.getInt(1), row.getLong(2), row.getLong(3)),
                release.run());
        List<HoldReason> reasons = new ArrayList<>();
        for (StagedDataset dataset : datasets) {
            if (dataset.rows() == 0 && !dataset.dataset().optional()) {
                reasons.add(missing(dataset.dataset(), sheets.size()));
            }
            rejected(dataset, sheets).ifPresent(reasons::add);
        }
        rejectedElsewhere(manifest, datasets, sheets).ifPresent(reasons::add);
        return reasons;
    }

    private static HoldReason missing(Dataset dataset, int sheets) {
        return new HoldReason(
                HoldCode.MISSING_DATASET,
                dataset.name().value(),
                "no rows in any of %d sheets".formatted(sheets),
                "at least one",
                "compare the headings and sources in its manifest with the files,"
                        + " or declare it optional if releases may lack it");
    }

    private static Optional<HoldReason> rejected(StagedDataset staged, List<SheetRows> sheets) {
        long rejected = 0;
        long data = 0;
        for (SheetRows sheet : sheets) {
            if (staged.sheets().containsKey(sheet.sheet())) {
                rejected += sheet.rejected();
                data += sheet.data();
            }
        }
        return tooMany(
                staged.dataset().name().value(),
                rejected,
                data,
                staged.dataset().maxRejected());
    }

    private static Optional<HoldReason> rejectedElsewhere(
            Manifest manifest, List<StagedDataset> datasets, List<SheetRows> sheets) {
        Set<Integer> known = new HashSet<>();
        datasets.forEach(dataset -> known.addAll(dataset.sheets().keySet()));
        long data = sheets.stream().mapToLong(SheetRows::data).sum();
        long rejected = sheets.stream()
                .filter(sheet -> !known.contains(sheet.sheet()))
                .mapToLong(SheetRows::rejected)
                .sum();
        double allowed = manifest.datasets().stream()
                .mapToDouble(Dataset::maxRejected)
                .max()
                .orElse(0);
        return tooMany("sheets that gave no rows", rejected, data, allowed);
    }

    private static Optional<HoldReason> tooMany(String where, long rejected, long data, double allowed) {
        if (rejected == 0 || (double) rejected / (rejected + data) <= allowed) {
            return Optional.empty();
        }
        return Optional.of(new HoldReason(
                HoldCode.TOO_MANY_REJECTED,
                where,
                "%d of %d rows rejected".formatted(rejected, rejected + data),
                "at most %s %%".formatted(percent(allowed)),
                "see the rejected rows and mend the manifest's fields"));
    }

    private static String percent(double share) {
        double percent = share * 100;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
