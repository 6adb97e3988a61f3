package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;

class SheetInspectorPropertiesTest {

    @Property(tries = 1000)
    void readsAnySheetAndCountsEveryRow(@ForAll("anyRows") List<List<Cell>> cells) {
        List<SheetRow> rows = new ArrayList<>();
        for (List<Cell> row : cells) {
            rows.add(new SheetRow(rows.size() + 1, row));
        }

        InspectedSheet sheet = DrawnSheet.inspect(new SheetNames("a.xlsx", "", "Data", false), rows);

        assertThat(sheet.rows()).isEqualTo(rows.size());
        assertThat(sheet.rowKinds().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(rows.size());
        for (InspectedTable table : sheet.tables()) {
            assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
            assertThat(table.columns()).extracting(InspectedColumn::name).doesNotHaveDuplicates();
            assertThat(table.confidence()).isBetween(0.0, 1.0);
        }
    }

    /** The same sheets in every run; thousands of them are read as files, in app. */
    @Property(tries = 500, generation = GenerationMode.EXHAUSTIVE)
    void readsGeneratedSheetsAsTheyWereDrawn(@ForAll @LongRange(min = 0, max = 499) long seed) {
        GeneratedSheet sheet = new SheetGenerator(seed).generate();

        assertThat(sheet.misses()).as("%s", sheet.layouts()).isEmpty();
    }

    @Provide
    Arbitrary<List<List<Cell>>> anyRows() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "Code",
                        "Total",
                        "England",
                        "RRK",
                        "00C",
                        "*",
                        "-",
                        "[c]",
                        "2020",
                        "1",
                        "2.5",
                        "12%",
                        "Note 1",
                        "1. A note",
                        "Title:",
                        "31/03/2025",
                        "Jan-18",
                        "£000",
                        "%",
                        "org_code",
                        "week ended",
                        ""));
        Arbitrary<Cell> cell = Arbitraries.oneOf(
                Arbitraries.just(Cell.BLANK),
                text.map(Cell::text),
                Arbitraries.doubles().map(number -> Cell.number(Double.toString(number))),
                Arbitraries.integers().between(0, 3000).map(number -> Cell.number(Integer.toString(number))),
                Arbitraries.of("2020-03-01", "2020-03-01T09:30:00", "not a date")
                        .map(Cell::date),
                Arbitraries.just(new Cell(CellKind.ERROR, "#REF!", "")),
                Arbitraries.just(new Cell(CellKind.BOOLEAN, "true", "")));
        return cell.list().ofMaxSize(8).list().ofMaxSize(25);
    }
}
