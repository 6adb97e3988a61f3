package org.datawarp.streams.layout;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/** Manifests, releases, sheets and rows for tests. */
public final class Samples {

    public static final String RUN = "00000000000000a1";
    public static final String SHEET = RUN + "/1";

    private static final String PUBLICATION = """
            publication: sample
            title: Sample
            publisher: DataWarp
            licence: OGL-UK-3.0
            landing-page: https://example.org/sample
            frequency: month
            files:
              mode: discover
              include: ["*.csv"]
            """;

    private Samples() {}

    public static ManifestText text(String... datasets) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(ManifestText.PUBLICATION_FILE, PUBLICATION);
        for (int i = 0; i < datasets.length; i++) {
            files.put("dataset" + i + ".yaml", datasets[i]);
        }
        return new ManifestText(files);
    }

    /** @param datasets YAML each */
    public static Manifest manifest(String... datasets) {
        return new ManifestReader().read(text(datasets));
    }

    public static Dataset dataset(String yaml) {
        return manifest(yaml).datasets().get(0);
    }

    /** A release of March 2025. */
    public static ReleaseOpened release(String manifestVersion) {
        return release(RUN, manifestVersion);
    }

    public static ReleaseOpened release(String run, String manifestVersion) {
        return new ReleaseOpened(
                run,
                new PublicationName("sample"),
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "",
                "https://example.org/sample",
                manifestVersion,
                List.of(),
                Instant.parse("2025-05-01T09:30:00Z"));
    }

    public static SheetOpened sheet(String name) {
        return sheet(SHEET, name);
    }

    public static SheetOpened sheet(String id, String name) {
        String run = id.substring(0, id.indexOf('/'));
        return new SheetOpened(run, id, new FileDigest("0".repeat(64)), "sample.xlsx", "", name, 1, false);
    }

    /** @param cells texts, numbers, dates, cells, or null for a blank */
    public static SheetRow row(int number, @Nullable Object... cells) {
        List<Cell> all = new ArrayList<>();
        for (Object cell : cells) {
            all.add(cell(cell));
        }
        return new SheetRow(number, all);
    }

    /** Rows from a text like a CSV file without quotes; columns are separated by bars. */
    public static List<SheetRow> rows(String text) {
        List<SheetRow> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Object[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray();
            rows.add(row(rows.size() + 1, cells));
        }
        return rows;
    }

    private static Cell cell(@Nullable Object value) {
        if (value == null) {
            return Cell.BLANK;
        } else if (value instanceof Cell cell) {
            return cell;
        } else if (value instanceof LocalDate date) {
            return Cell.date(date.toString());
        } else if (value instanceof Double || value instanceof Integer || value instanceof BigDecimal) {
            return Cell.number(value.toString());
        } else if (value instanceof Boolean flag) {
            return new Cell(CellKind.BOOLEAN, flag.toString(), "");
        }
        return Cell.text(value.toString());
    }
}
