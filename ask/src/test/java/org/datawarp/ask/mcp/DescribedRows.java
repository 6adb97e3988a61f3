package org.datawarp.ask.mcp;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** A dataset {@code waits} of a test, with the periods and columns that the test names. */
final class DescribedRows {

    private static final String NAME = "waits";
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    private final List<Column> columns = new ArrayList<>(List.of(
            column("period_start", ColumnType.DATE, ColumnRole.PERIOD, ""),
            column("period_end", ColumnType.DATE, ColumnRole.PERIOD, ""),
            column("period_kind", ColumnType.TEXT, ColumnRole.PERIOD, "")));
    private final List<PeriodRows> periods = new ArrayList<>();
    private String frequency = "month";
    private String description = "";

    private static Column column(String name, ColumnType type, ColumnRole role, String unit) {
        return new Column(new ColumnName(name), type, role, unit, "");
    }

    DescribedRows key(String name) {
        columns.add(column(name, ColumnType.TEXT, ColumnRole.KEY, ""));
        return this;
    }

    DescribedRows name(String name) {
        columns.add(column(name, ColumnType.TEXT, ColumnRole.DIMENSION, ""));
        return this;
    }

    DescribedRows figure(String name, String unit) {
        columns.add(column(name, ColumnType.INTEGER, ColumnRole.MEASURE, unit));
        return this;
    }

    DescribedRows period(String kind, String start, String end) {
        periods.add(new PeriodRows(LocalDate.parse(start), LocalDate.parse(end), kind, 1));
        return this;
    }

    DescribedRows described(String words) {
        description = words;
        return this;
    }

    DescribedRows published(String often) {
        frequency = often;
        return this;
    }

    CatalogDataset dataset() {
        DatasetName name = new DatasetName(NAME);
        String digest = "0".repeat(64);
        Part part = new Part(Part.key(name, 1, digest), 1, 1, digest, 1, periods);
        return new CatalogDataset(
                name,
                "Waits",
                description,
                new PublicationName(NAME),
                "Waits",
                "An office",
                "OGL-UK-3.0",
                "https://stats.example/waits/",
                frequency,
                1,
                NOW,
                1,
                1,
                columns,
                List.of(),
                List.of(),
                List.of(part),
                List.of(),
                2,
                0,
                "");
    }

    static Catalog catalog(CatalogDataset dataset) {
        return new Catalog(1, NOW, 0, 0, List.of(dataset), List.of());
    }
}
