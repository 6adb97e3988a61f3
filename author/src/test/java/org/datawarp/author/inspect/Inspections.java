package org.datawarp.author.inspect;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.author.inspect.InspectedFile.FoundSheet;
import org.datawarp.author.inspect.InspectedFile.Refusal;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedRowKind;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.author.table.SheetKind;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** Made-up inspections. */
final class Inspections {

    static final String DIGEST = "0123456789abcdef".repeat(4);

    private Inspections() {}

    static InspectedFile beds() {
        InspectedSheet sheet = new InspectedSheet(
                "Beds ",
                true,
                SheetKind.DATA,
                9,
                Map.of(InspectedRowKind.DATA, 2L, InspectedRowKind.NOTE, 7L),
                tables());
        return new InspectedFile(
                "in/beds.zip",
                DIGEST,
                "zip",
                List.of(new FoundSheet("inner/beds.xlsx", sheet)),
                Optional.empty(),
                List.of(new Refusal("inner/locked.xlsx", "encrypted", "Cannot read locked.xlsx")));
    }

    static InspectedFile rejected() {
        Refusal refusal = new Refusal("", "html-page", "Cannot read beds.xls: found an HTML page");
        return new InspectedFile("beds.xls", DIGEST, "html", List.of(), Optional.of(refusal), List.of());
    }

    private static List<InspectedTable> tables() {
        List<InspectedColumn> columns = List.of(
                new InspectedColumn("org_code", List.of("Code"), ColumnType.TEXT, ColumnRole.KEY, null, 1, List.of()),
                new InspectedColumn(
                        "open_from",
                        List.of("Open", "From"),
                        ColumnType.DATE,
                        ColumnRole.DIMENSION,
                        null,
                        2,
                        List.of()),
                new InspectedColumn(
                        "open_beds",
                        List.of("Open", "Beds"),
                        ColumnType.INTEGER,
                        ColumnRole.MEASURE,
                        "beds",
                        3,
                        List.of("*")),
                new InspectedColumn(
                        "share", List.of("Share"), ColumnType.NUMBER, ColumnRole.MEASURE, "%", 4, List.of()));
        return List.of(new InspectedTable(
                "Beds that\n are \u001b[31mopen\u202e",
                "A3:D5",
                List.of(3, 4),
                columns,
                2,
                1,
                List.of(),
                Period.month(YearMonth.of(2031, 5)),
                "revised",
                "title",
                List.of("* fewer than five"),
                0.875,
                rows(),
                List.of(List.of("England", LocalDate.of(2031, 5, 1), 20L, 0.25))));
    }

    private static List<List<@org.jspecify.annotations.Nullable Object>> rows() {
        List<List<@org.jspecify.annotations.Nullable Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList("007", LocalDate.of(2031, 5, 1), 12L, 0.5));
        rows.add(Arrays.asList("R0A", null, null, 1e-7));
        return rows;
    }
}
