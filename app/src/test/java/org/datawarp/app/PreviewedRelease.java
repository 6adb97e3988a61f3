package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.datawarp.app.ExpectedReleases.ExpectedDataset;
import org.datawarp.app.ExpectedReleases.Spot;
import org.datawarp.author.preview.ReleasePreview;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/** A release as its manifest reads it, to be compared with what its files hold. Used by one thread. */
final class PreviewedRelease {

    private final Map<DatasetName, Table> tables = new LinkedHashMap<>();
    private final Map<String, ExpectedDataset> expected;

    PreviewedRelease(Manifest manifest, Map<String, ExpectedDataset> expected) {
        manifest.datasets().forEach(dataset -> tables.put(dataset.name(), dataset.table()));
        this.expected = new TreeMap<>(expected);
    }

    /** Whether a spot is in the row: only such rows need to be kept. */
    boolean isExpected(TypedRow row) {
        Map<String, @Nullable Object> cells = cells(row);
        return spots(row.dataset()).stream().anyMatch(spot -> spot.isRow(cells));
    }

    private List<Spot> spots(DatasetName dataset) {
        ExpectedDataset known = expected.get(dataset.value());
        return known == null ? List.of() : known.spots();
    }

    private Map<String, @Nullable Object> cells(TypedRow row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("period_start", row.period().start());
        cells.put("period_end", row.period().end());
        cells.put("period_kind", row.period().kind().name().toLowerCase(Locale.ROOT));
        List<Column> columns = table(row.dataset()).valueColumns();
        assertThat(row.values()).hasSameSizeAs(columns);
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i).name().value(), row.values().get(i));
        }
        return cells;
    }

    private Table table(DatasetName dataset) {
        Table table = tables.get(dataset);
        if (table == null) {
            throw new AssertionError("No manifest has the dataset " + dataset);
        }
        return table;
    }

    /** @param preview with the rows for which {@link #isExpected} is true */
    void verify(String release, ReleasePreview preview) {
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(preview.unreadable()).as("%s: unreadable", release).isEmpty();
        softly.assertThat(preview.rejections()).as("%s: rejections", release).isEmpty();
        Map<String, Long> counts = new TreeMap<>();
        preview.counts().forEach((dataset, count) -> counts.put(dataset.value(), count));
        Map<String, Long> rows = new TreeMap<>();
        expected.forEach((dataset, known) -> rows.put(dataset, known.rows()));
        softly.assertThat(counts).as("%s: rows by dataset", release).isEqualTo(rows);
        expected.forEach((dataset, known) -> {
            List<TypedRow> kept = preview.datasets().getOrDefault(new DatasetName(dataset), List.of());
            known.spots().forEach(spot -> verify(softly, release + " " + dataset, spot, kept));
        });
        softly.assertAll();
    }

    private void verify(SoftAssertions softly, String place, Spot spot, List<TypedRow> kept) {
        List<@Nullable Object> values = kept.stream()
                .map(this::cells)
                .filter(spot::isRow)
                .<@Nullable Object>map(cells -> cells.get(spot.column()))
                .toList();
        softly.assertThat(values).as("%s: %s", place, spot).hasSize(1).allMatch(spot::isValue);
    }
}
