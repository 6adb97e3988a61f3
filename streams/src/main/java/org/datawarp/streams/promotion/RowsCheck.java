package org.datawarp.streams.promotion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.layout.SheetSources;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.staging.StagedDataset;

/**
 * Whether each dataset has rows, and not too many were rejected.
 *
 * <p>A rejected row counts for the datasets that its sheet gave rows to. Where the sheet gave none, it is unknown which
 * was meant: such rows are measured against the whole release.
 */
final class RowsCheck {

    private static final int MOST_PLACES = 5;

    /** A sheet whose opening was lost names no file. */
    private static final String NO_FILE = "0".repeat(64);

    private RowsCheck() {}

    private record SheetRows(int sheet, long data, long rejected, SheetOpened opened) {}

    static List<HoldReason> reasons(
            DatabaseSession session, ReleaseStatus release, Manifest manifest, List<StagedDataset> datasets)
            throws SQLException {
        List<SheetRows> sheets = session.query(
                "SELECT * FROM datawarp.sheets WHERE run = ? ORDER BY sheet", RowsCheck::read, release.run());
        List<HoldReason> reasons = new ArrayList<>();
        for (StagedDataset dataset : datasets) {
            if (dataset.rows() == 0 && !dataset.dataset().optional()) {
                reasons.add(missing(dataset.dataset(), sheets));
            }
            rejected(dataset, sheets).ifPresent(reasons::add);
        }
        rejectedElsewhere(manifest, datasets, sheets).ifPresent(reasons::add);
        return reasons;
    }

    private static SheetRows read(ResultSet row) throws SQLException {
        String run = row.getString("run");
        int sheet = row.getInt("sheet");
        SheetOpened opened = new SheetOpened(
                run,
                run + "/" + sheet,
                new FileDigest(Objects.requireNonNullElse(row.getString("file"), NO_FILE)),
                Objects.requireNonNullElse(row.getString("file_name"), ""),
                Objects.requireNonNullElse(row.getString("member"), ""),
                Objects.requireNonNullElse(row.getString("name"), ""),
                sheet,
                false);
        return new SheetRows(sheet, row.getLong("data"), row.getLong("rejected"), opened);
    }

    /** Says whether the names or the headings are other than the manifest has them. */
    private static HoldReason missing(Dataset dataset, List<SheetRows> sheets) {
        List<String> named = sheets.stream()
                .filter(sheet -> SheetSources.mayHold(dataset, sheet.opened()))
                .map(RowsCheck::place)
                .toList();
        List<String> all = sheets.stream().map(RowsCheck::place).toList();
        return new HoldReason(
                HoldCode.MISSING_DATASET,
                dataset.name().value(),
                named.isEmpty()
                        ? "no sheet of such a name among %d: %s".formatted(all.size(), list(all))
                        : "no row under its headings in %s".formatted(list(named)),
                named.isEmpty() ? sources(dataset) : "at least one",
                "see what has changed with ./datawarp repair,"
                        + " or declare the dataset optional if releases may lack it");
    }

    private static String place(SheetRows sheet) {
        String file = sheet.opened().fileName();
        String name = sheet.opened().name();
        return file.equals(name) ? file : "%s › %s".formatted(file, name);
    }

    private static String list(List<String> places) {
        String first = places.stream().limit(MOST_PLACES).collect(Collectors.joining(", "));
        int more = places.size() - MOST_PLACES;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }

    private static String sources(Dataset dataset) {
        return dataset.sources().stream()
                .map(source -> "sheet \"%s\" of a file \"%s\"".formatted(source.sheet(), source.file()))
                .collect(Collectors.joining(" or "));
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
                "see the rejected rows and correct the manifest's fields"));
    }

    private static String percent(double share) {
        double percent = share * 100;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
