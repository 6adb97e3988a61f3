package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads published files and compares the result with what a careful engineer reads in them. */
class RealFilesTest {

    @TempDir
    Path work;

    @Test
    void opensEveryFileOfAReadableFormat() throws IOException {
        List<String> files = RealFiles.published();
        assumeFalse(files.isEmpty(), "No real files: set DATAWARP_REAL_DATA to a folder that has them");

        for (String file : files) {
            CountingSink sink = new CountingSink();
            read(file, sink);
            assertThat(sink.rows()).as(file).isGreaterThan(10);
            assertThat(sink.widest()).as(file).isGreaterThan(2);
        }
    }

    @Test
    void readsAMonthOfAccidentAndEmergency() throws IOException {
        ReadSheets.Sheet sheet =
                read("nhs-england/ae-monthly-csv/Monthly-AE-March-2025.csv").only();

        assertThat(sheet.rows()).hasSize(200);
        assertThat(sheet.row(1).cells()).hasSize(22);
        assertThat(sheet.text(1, 1)).isEqualTo("Org Code");
        assertThat(found(sheet, 1, "RRK", 4)).isEqualTo("34819");
        assertThat(found(sheet, 1, "R1H", 10)).isEqualTo("11735");
        assertThat(found(sheet, 1, "RAS", 17)).isEqualTo("69");
        assertThat(sheet.rows()).anyMatch(row -> row.cell(2).text().endsWith(" "));
    }

    @Test
    void readsDelayedTransfersFromAnOldWorkbook() throws IOException {
        ReadSheets.Sheet sheet =
                read("nhs-england/delayed-transfers/May_13.xls").named("LA - by Type of Care");

        assertThat(sheet.row(14).cells().stream().map(Cell::text))
                .containsExactly("", "Region", "", "Code", "Name", "Acute", "Non-Acute", "Total");
        assertThat(sheet.text(15, 4)).isEqualTo("England");
        assertThat(found(sheet, 3, "507", 7)).isEqualTo("497");
        assertThat(found(sheet, 3, "206", 5)).isEqualTo("294");
        assertThat(found(sheet, 3, "9900", 7)).isEqualTo("560");
        assertThat(sheet.rows().stream().filter(row -> row.row() >= 17 && row.row() <= 170))
                .hasSize(154);
    }

    @Test
    void readsTheTimeSeriesWithItsTrueDates() throws IOException {
        ReadSheets sheets = read("nhs-england/ae-time-series/Monthly-AE-Time-Series-January-2024.xls");
        ReadSheets.Sheet sheet = sheets.named("Activity");

        assertThat(sheet.row(15).cell(1)).isEqualTo(new Cell(CellKind.DATE, "2010-08-01", "mmm-yy"));
        assertThat(sheet.text(15, 2)).isEqualTo("1138652");
        assertThat(found(sheet, 1, "2010-11-01", 5)).isEqualTo("1651027.4285714284");
        assertThat(sheet.text(176, 1)).isEqualTo("2024-01-01");
        assertThat(sheet.text(176, 13)).isEqualTo("54308");
        assertThat(sheets.named("Chart Data").header().hidden()).isTrue();
        assertThat(sheets.named("Chart Data").rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .filter(cell -> cell.kind() == CellKind.ERROR))
                .hasSize(1333);
    }

    @Test
    void readsDischargesWithTheirLineBreaksAndMarks() throws IOException {
        ReadSheets.Sheet sheet =
                read("nhs-england/acute-discharge-sitrep/december2022.xlsx").named("Table 4");

        assertThat(sheet.text(6, 9)).isEqualTo("P2 - Care Home \n(short term 24hr support)");
        assertThat(sheet.text(7, 3)).isEqualTo("ENGLAND (Type 1 Trusts)");
        assertThat(sheet.row(7).cell(4)).isEqualTo(new Cell(CellKind.NUMBER, "236592", "#,##0"));
        assertThat(found(sheet, 2, "QXU", 9)).isEqualTo("83");
        assertThat(found(sheet, 2, "RNZ", 13)).isEqualTo("9");
        assertThat(sheet.rows().stream()
                        .filter(row -> row.row() >= 7 && row.row() <= 181)
                        .flatMap(row -> row.cells().stream())
                        .filter(cell -> cell.text().equals("-")))
                .hasSize(163);
    }

    @Test
    void readsMentalHealthServicesWithItsMarks() throws IOException {
        ReadSheets.Sheet sheet = read("nhs-digital/mhsds-4ww/MHSDS%20Data_4WW_AprPerf_2024_v2.csv")
                .only();

        assertThat(sheet.rows()).hasSize(19_959);
        assertThat(sheet.row(1).cells()).hasSize(11);
        int value = column(sheet, "MEASURE_VALUE");
        assertThat(sheet.rows().stream().filter(row -> row.cell(value).text().equals("*")))
                .hasSize(12_477);
        assertThat(sheet.rows().stream().filter(row -> row.cell(value).text().equals("30.145767")))
                .isNotEmpty();
    }

    @Test
    void readsOutbreaksFromAnOpenDocument() throws IOException {
        ReadSheets sheets = read("phe-ukhsa/carehome-outbreaks/Care_home_outbreaks_fetched-2020-05-29.ods");
        ReadSheets.Sheet sheet = sheets.named("Upper_Tier_Local_authorities");

        assertThat(sheets.sheets()).allMatch(each -> !each.header().hidden());
        assertThat(sheet.row(2).cells()).hasSize(17);
        assertThat(sheet.rows()).hasSize(153);
        assertThat(found(sheet, 0, "Leeds", 16)).isEqualTo("59.6");
        assertThat(found(sheet, 0, "Kent", 14)).isEqualTo("148");
        assertThat(found(sheet, 0, "Isles of Scilly", 16)).isEqualTo("NA");
        assertThat(sheet.row(3).cell(3).kind()).isEqualTo(CellKind.NUMBER);
    }

    @Test
    void readsTheTableOfAPage() throws IOException {
        ReadSheets.Sheet sheet =
                read("html/gov-uk-covid-pages/coronavirus-covid-19-number-of-cases-in-england-2020-03-08.html")
                        .only();

        assertThat(sheet.rows()).hasSize(151);
        assertThat(found(sheet, 0, "Barnet", 1)).isEqualTo("4");
        assertThat(sheet.row(151).cells()).containsExactly(Cell.text("Awaiting confirmation"), Cell.text("20"));
    }

    @Test
    void readsTrustsThatHaveNoHeadings() throws IOException {
        ReadSheets.Sheet sheet = read("nhs-digital/ods/etr_2020-02.csv").only();

        assertThat(sheet.rows()).hasSize(232);
        assertThat(found(sheet, 0, "R0A", 1)).isEqualTo("MANCHESTER UNIVERSITY NHS FOUNDATION TRUST");
        assertThat(found(sheet, 0, "R0A", 10)).isEqualTo("20171001");
        assertThat(found(sheet, 0, "RYY", 9)).isEqualTo("ME16 9NT");
        assertThat(sheet.text(1, 0)).isNotBlank();
    }

    @Test
    void readsTheMemberOfAZipAndSaysWhatTheOtherIs() throws IOException {
        ReadSheets sheets = read("nhs-digital/ods/etr_2020-02.zip");

        assertThat(sheets.only().header().member()).isEqualTo("etr.csv");
        assertThat(sheets.only().rows()).hasSize(232);
        assertThat(sheets.unreadable()).containsOnlyKeys("etr.pdf");
    }

    @Test
    void readsAWorkbookThatCallsItselfAnother() throws IOException {
        assertThat(read("nhs-england/ae-time-series/AE_England_data.xlsx").sheets())
                .hasSize(4);
    }

    @Test
    void readsAHundredAndTwentyOneColumnsOfAllWaitingTimes() throws IOException {
        CountingSink sink = new CountingSink();

        read("nhs-england/rtt/20260131-RTT-January-2026-full-extract.csv.gz", sink);

        assertThat(sink.rows()).isEqualTo(183_418);
        assertThat(sink.widest()).isEqualTo(121);
    }

    private static int column(ReadSheets.Sheet sheet, String heading) {
        return sheet.row(1).cells().stream().map(Cell::text).toList().indexOf(heading);
    }

    /** The text in one column of the only row that has this key in another. */
    private static String found(ReadSheets.Sheet sheet, int keyColumn, String key, int column) {
        return sheet.rows().stream()
                .filter(row -> row.cell(keyColumn).text().equals(key))
                .map(row -> row.cell(column).text())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No row with " + key));
    }

    private ReadSheets read(String file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        read(file, sheets);
        return sheets;
    }

    private void read(String file, SheetSink sink) throws IOException {
        Path path = RealFiles.file(file);
        new FileReader(work, ReadLimits.DEFAULT).read(path, String.valueOf(path.getFileName()), member -> true, sink);
    }
}
