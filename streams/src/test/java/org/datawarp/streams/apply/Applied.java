package org.datawarp.streams.apply;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.Samples;
import org.datawarp.streams.layout.SheetLayout;

/** Applies manifests to the rows of one sheet, for tests. */
final class Applied {

    private Applied() {}

    /** @param datasets YAML each */
    static List<Outcome> to(List<SheetRow> rows, String... datasets) {
        ManifestApplier applier = applier(rows, datasets);
        List<Outcome> outcomes = new ArrayList<>();
        rows.forEach(row -> outcomes.add(applier.apply(row)));
        return outcomes;
    }

    static ManifestApplier applier(List<SheetRow> rows, String... datasets) {
        Manifest manifest = Samples.manifest(datasets);
        SheetLayout layout = new LayoutFinder(manifest, LocalDate.of(2025, 3, 31)).find(Samples.sheet("Table 1"), rows);
        return new ManifestApplier(
                layout, new RowOrigin(Samples.release(manifest.version()), Samples.sheet("Table 1")));
    }
}
