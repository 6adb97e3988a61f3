package org.datawarp.author.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.datawarp.author.table.GeneratedSheet;
import org.datawarp.author.table.SheetGenerator;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sheets in every published layout, as files of every format: the rows that are read are those that were drawn, cell by
 * cell, and the inspector understands what was meant. The same 2,500 sheets in every run.
 */
@Tag("slow")
class WorkbookRoundTripTest {

    /** Of all formats together; {@code -Dsheets.from=N} draws others. */
    private static final int SHEETS = 2_500;

    private static final long FROM = Long.getLong("sheets.from", 0);

    private static final List<DrawnFormat> WORKBOOKS =
            List.of(DrawnFormat.XLSX, DrawnFormat.XLS, DrawnFormat.ODS, DrawnFormat.XLSB);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(DrawnFormat.class)
    void readsGeneratedFilesAsTheyWereDrawn(DrawnFormat format) throws IOException {
        List<GeneratedSheet> drawn = drawn(format);
        Path file = directory.resolve("generated");
        format.write(drawn.stream().map(GeneratedSheet::rows).toList(), file);
        ReadSheets read = new ReadSheets("generated");

        new FileReader(directory.resolve("work"), ReadLimits.DEFAULT).read(file, "generated", Members.ALL, read);

        assertThat(read.sheets()).hasSameSizeAs(drawn);
        List<String> misses = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            GeneratedSheet sheet = drawn.get(i);
            String miss = differences(sheet.rows(), read.sheets().get(i).rows())
                    + sheet.misses(read.sheets().get(i).inspected());
            if (!miss.isEmpty()) {
                misses.add(read.sheets().get(i).name() + " " + sheet.layouts() + "\n" + miss);
            }
        }
        assertThat(misses).as("%d of %d sheets", misses.size(), drawn.size()).isEmpty();
    }

    /** The generator draws one sheet in four as text; the others go to the formats of workbooks in turn. */
    private static List<GeneratedSheet> drawn(DrawnFormat format) {
        return LongStream.range(FROM, FROM + SHEETS)
                .filter(seed -> {
                    boolean text = new SheetGenerator(seed).generate().csv();
                    return text
                            ? format == DrawnFormat.CSV_IN_ZIP
                            : WORKBOOKS.indexOf(format) == seed % WORKBOOKS.size();
                })
                .mapToObj(seed -> new SheetGenerator(seed).generate())
                .toList();
    }

    private static String differences(List<SheetRow> drawn, List<SheetRow> read) {
        List<SheetRow> expected = filled(drawn);
        List<SheetRow> found = filled(read);
        StringBuilder differences = new StringBuilder();
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String one = i < expected.size() ? told(expected.get(i)) : "no row";
            String other = i < found.size() ? told(found.get(i)) : "no row";
            if (!one.equals(other)) {
                differences
                        .append("  drawn ")
                        .append(one)
                        .append("\n  read  ")
                        .append(other)
                        .append('\n');
            }
        }
        return differences.toString();
    }

    private static List<SheetRow> filled(List<SheetRow> rows) {
        return rows.stream().filter(row -> !row.isBlank()).toList();
    }

    private static String told(SheetRow row) {
        return row.row() + " "
                + row.cells().stream().map(WorkbookRoundTripTest::told).toList()
                + row.merged();
    }

    private static String told(Cell cell) {
        return switch (cell.kind()) {
            case BLANK -> "";
            case NUMBER ->
                "number " + new BigDecimal(cell.text()).stripTrailingZeros().toPlainString() + cell.format();
            case DATE -> "date " + CellText.withoutMidnight(cell.text());
            case TEXT, BOOLEAN, ERROR -> cell.kind().name().toLowerCase(Locale.ROOT) + " " + cell.text();
        };
    }
}
