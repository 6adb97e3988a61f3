package org.datawarp.author.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.datawarp.schemas.row.Cell;

/** The labels at the left of a generated table, which identify its rows. */
enum GeneratedLabels {
    CODE_AND_NAME("Org Code", "Org Name"),
    REGION_CODE_NAME("Region", "Code", "Name"),
    REGION_ONCE("Region", "Code", "Name"),
    NAME("Local authority"),
    NAMELESS(""),
    AREA_CODES("Area code", "Area name"),
    PADDED_CODES("CCG Code", "CCG Name"),
    NUMERIC_CODES("LA code", "Local Authority"),
    MONTHS("Month"),
    YEAR_ONCE("Year", "Quarter"),
    YEARS("Year"),
    WEEKS("Week number", "Week ended"),
    AGES("Age group");

    private static final String[] TOWNS = {
        "Barnsley", "Leeds", "York", "Hull", "Derby", "Leicester", "Rutland", "Kent", "Dover", "Bath", "Luton",
        "Exeter", "Truro", "Durham", "Carlisle", "Preston", "Wigan", "Stoke", "Dudley", "Walsall", "Norwich", "Ipswich"
    };
    private static final String[] REGIONS = {"North", "Midlands", "South"};
    private static final int REGION_ROWS = 3;

    /** Separated by bars. */
    private final String headings;

    GeneratedLabels(String... headings) {
        this.headings = String.join("|", headings);
    }

    List<String> headings() {
        return List.of(headings.split("\\|", -1));
    }

    /** Whether a row can sum up the others. */
    boolean hasTotals() {
        return switch (this) {
            case CODE_AND_NAME,
                    REGION_CODE_NAME,
                    REGION_ONCE,
                    NAME,
                    NAMELESS,
                    AREA_CODES,
                    PADDED_CODES,
                    NUMERIC_CODES,
                    AGES -> true;
            case MONTHS, YEAR_ONCE, YEARS, WEEKS -> false;
        };
    }

    /** Whether rows may be under section labels. */
    boolean hasSections() {
        return hasTotals() && this != NUMERIC_CODES && this != REGION_ONCE;
    }

    List<Cell> row(int row) {
        String town = TOWNS[row % TOWNS.length];
        String region = REGIONS[row / REGION_ROWS % REGIONS.length];
        LocalDate month = LocalDate.of(2019, 1, 1).plusMonths(row);
        LocalDate friday = LocalDate.of(2020, 1, 3).plusWeeks(row);
        return switch (this) {
            case CODE_AND_NAME -> texts(code(row) + "1", town + " Hospitals NHS Trust");
            case REGION_CODE_NAME -> texts(region, code(row) + "2", town);
            case REGION_ONCE -> texts(row % REGION_ROWS == 0 ? region : "", code(row) + "2", town);
            case NAME, NAMELESS -> texts(town);
            case AREA_CODES -> texts("E0600%04d".formatted(row + 1), town);
            case PADDED_CODES -> texts("0" + row % 10 + (char) ('A' + row % 26), "NHS " + town + " CCG");
            case NUMERIC_CODES -> List.of(Cell.number(String.valueOf(102 + 7 * row)), Cell.text(town));
            case MONTHS -> List.of(Cell.date(month.toString()));
            case YEAR_ONCE -> texts(row % 4 == 0 ? (2018 + row / 4) + "-" + (19 + row / 4) : "", "Q" + (1 + row % 4));
            case YEARS -> List.of(Cell.number(String.valueOf(2001 + row)));
            case WEEKS -> List.of(Cell.number(String.valueOf(row + 1)), Cell.date(friday.toString()));
            case AGES -> texts(row * 5 + "-" + (row * 5 + 4));
        };
    }

    /** A row that sums up the others. */
    List<Cell> total(Random random) {
        String nation = random.nextBoolean() ? "England" : "ENGLAND";
        return switch (this) {
            case CODE_AND_NAME, PADDED_CODES -> texts(random.nextBoolean() ? "-" : "", nation);
            case REGION_CODE_NAME -> texts("", "", random.nextBoolean() ? "Total" : nation);
            case REGION_ONCE -> texts("Total", "", "");
            case AREA_CODES -> texts("E92000001", nation);
            case NUMERIC_CODES -> texts("", nation);
            case NAME, NAMELESS, AGES, MONTHS, YEAR_ONCE, YEARS, WEEKS -> texts("Total");
        };
    }

    private static String code(int row) {
        return (row < 26 ? "R" : "T") + (char) ('A' + row % 26);
    }

    private static List<Cell> texts(String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(Cell.text(text));
        }
        return cells;
    }
}
