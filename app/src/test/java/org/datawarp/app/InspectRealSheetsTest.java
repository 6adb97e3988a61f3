package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.author.table.SheetInspector;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published sheets are read without a manifest as a careful engineer reads them. */
@Tag("slow")
class InspectRealSheetsTest {

    private static final String DENTAL =
            "nhs-england/gp-patient-survey-dental/GP-Patient-Survey-Dental-Results-January-to-March-2014.xls";
    private static final String RAPID = "phw/rapid-covid-surveillance/Rapid COVID-19 surveillance data_2020-08-10.xlsx";

    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nhs-england/ae-monthly-csv/Monthly-AE-March-2025.csv|Monthly-AE-March-2025.csv|1|22|198|1
        nhs-england/ae-time-series/Monthly-AE-Time-Series-January-2024.xls|Activity|13 14|13|162|0
        nhs-england/delayed-transfers/May_13.xls|LA - by Type of Care|14|6|154|1
        nhs-england/acute-discharge-sitrep/december2022.xlsx|Table 4|5 6|15|170|1
        nhs-england/cancer-waiting-times/nhs_commissioner_wait_times_jul_2021.xlsx|TWO WEEK WAIT-ALL CANCER|6 7|7|108|0
        nhs-england/covid-deaths/COVID-19-total-announced-deaths_data-to-2020-05-21.xlsx|Tab4 Deaths by trust|16|88|218|1
        ons/weekly-deaths/2015Mortality.xls|Weekly Figures 2015|4 5|56|34|0
        ons/monthly-deaths/Monthly2018Mortality.xls|Figures for 2018|4|14|384|3
        phe-ukhsa/tooth-extractions/Hospital_teeth_extractions__0-19Y_2016_to_2020.xlsx|LA of residence 2019-20|3 4|43|312|1
        nhs-digital/mhsds-4ww/MHSDS%20Data_4WW_AprPerf_2024_v2.csv|MHSDS%20Data_4WW_AprPerf_2024_v2.csv|1|11|19958|0
        nhs-digital/ods/etr_2020-02.csv|etr_2020-02.csv||27|232|0
        """)
    void findsTheTableOfASheet(String file, String sheet, String headerRows, int columns, long rows, long totals)
            throws IOException {
        InspectedSheet found = inspect(file, sheet);

        assertThat(found.tables()).hasSize(1);
        InspectedTable table = found.tables().get(0);
        assertThat(String.join(
                        " ", table.headerRows().stream().map(String::valueOf).toList()))
                .isEqualTo(headerRows == null ? "" : headerRows);
        assertThat(table.columns()).hasSize(columns);
        assertThat(table.dataRows()).isEqualTo(rows);
        assertThat(table.totalRows()).isEqualTo(totals);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nhs-england/ae-monthly-csv/Monthly-AE-March-2025.csv|Monthly-AE-March-2025.csv|RRK|34819
        nhs-england/ae-time-series/Monthly-AE-Time-Series-January-2024.xls|Activity|2010-08-01|1138652.0
        nhs-england/delayed-transfers/May_13.xls|LA - by Type of Care|507|497
        nhs-england/acute-discharge-sitrep/december2022.xlsx|Table 4|QXU|83
        nhs-england/acute-discharge-sitrep/december2022.xlsx|Table 4|ENGLAND (Type 1 Trusts)|236592
        nhs-england/cancer-waiting-times/nhs_commissioner_wait_times_jul_2021.xlsx|TWO WEEK WAIT-ALL CANCER|UNKNOWN|625
        nhs-england/covid-deaths/COVID-19-total-announced-deaths_data-to-2020-05-21.xlsx|Tab4 Deaths by trust|R1H|590
        nhs-england/covid-deaths/COVID-19-total-announced-deaths_data-to-2020-05-21.xlsx|Tab4 Deaths by trust|ENGLAND|25388
        ons/weekly-deaths/2015Mortality.xls|Weekly Figures 2015|Persons|7387
        ons/monthly-deaths/Monthly2018Mortality.xls|Figures for 2018|E08000019|623
        phe-ukhsa/tooth-extractions/Hospital_teeth_extractions__0-19Y_2016_to_2020.xlsx|LA of residence 2019-20|E08000035|485
        nhs-digital/mhsds-4ww/MHSDS%20Data_4WW_AprPerf_2024_v2.csv|MHSDS%20Data_4WW_AprPerf_2024_v2.csv|RHA|4610.0
        nhs-digital/ods/etr_2020-02.csv|etr_2020-02.csv|RYY|ME16 9NT
        """)
    void givesAValueInTheRowOfItsKey(String file, String sheet, String key, String value) throws IOException {
        InspectedTable table = inspect(file, sheet).tables().get(0);

        assertThat(Stream.concat(table.rows().stream(), table.totals().stream())
                        .map(row -> row.stream().map(String::valueOf).toList()))
                .anySatisfy(row -> assertThat(row).contains(key, value));
    }

    @Test
    void findsThreeStackedTables() throws IOException {
        assertThat(inspect(DENTAL, "Table 3").tables())
                .extracting(InspectedTable::headerRows)
                .containsExactly(List.of(4, 5, 6), List.of(15, 16, 17), List.of(26, 27, 28));
    }

    @Test
    void readsAHeadlineSummaryAsPairs() throws IOException {
        assertThat(inspect(RAPID, "Headline summary").tables().get(0).rows())
                .hasSize(8)
                .contains(List.of("Cumulative confirmed COVID-19 case total", 17463L));
    }

    private InspectedSheet inspect(String file, String sheet) throws IOException {
        Path path = RealData.folder().resolve(file);
        Inspection inspection = new Inspection(path.getFileName().toString());
        new FileReader(work, ReadLimits.DEFAULT).read(path, inspection.file, member -> true, inspection);
        return inspection.found.stream()
                .filter(found -> found.name().equals(sheet))
                .findFirst()
                .orElseThrow();
    }

    private static final class Inspection implements SheetSink {

        private final String file;
        private final List<InspectedSheet> found = new ArrayList<>();
        private SheetInspector inspector;

        Inspection(String file) {
            this.file = file;
            this.inspector = new SheetInspector(new SheetNames(file, "", "", false), 0);
        }

        @Override
        public void opened(SheetHeader header) {
            inspector = new SheetInspector(
                    new SheetNames(file, header.member(), header.name(), header.hidden()), Integer.MAX_VALUE);
        }

        @Override
        public void row(SheetRow row) {
            inspector.row(row);
        }

        @Override
        public void closed() {
            found.add(inspector.finish());
        }

        @Override
        public void unreadable(String member, UnreadableFileException reason) {
            throw new AssertionError("Cannot read " + member, reason);
        }
    }
}
