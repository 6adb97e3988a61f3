package org.datawarp.author.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in the style of publishers, and the periods in them. */
class PeriodLineTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Discharges-March-2024.xlsx, 2024-03-01, 2024-03-31, month, -",
        "Discharges-March-2024-revised.xlsx, 2024-03-01, 2024-03-31, month, revised",
        "Beds Q4 2023-24 provisional.csv, 2024-01-01, 2024-03-31, quarter, provisional",
        "Workforce-2023-24-final.zip, 2023-04-01, 2024-03-31, financial-year, final",
        "Waiting list to 28 Dec 2025.xlsx, -, 2025-12-28, range, -",
        "Activity Timeseries 2025-26_November.xlsx, -, 2025-11-30, range, -",
        "Handovers Jan-Sep-2025.xlsx, 2025-01-01, 2025-09-30, range, -",
        "week ending 28 December 2025, 2025-12-22, 2025-12-28, week, -",
        "Population mid-2023, 2023-06-30, 2023-06-30, snapshot, -",
        "site-lookup.csv, none, none, none, -",
        "Summary of primary care.csv, none, none, none, -",
    })
    void saysWhatTheNameSays(String name, String start, String end, String kind, String vintage) {
        assertThat(PeriodLine.of(name)).isEqualTo(new PeriodLine(name, start, end, kind, vintage));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"'Beds\tMay\r\n2024'"})
    void staysOneLineOfFivePartsWhateverTheNameHolds(String name) {
        assertThat(PeriodLine.of(name)).hasToString("Beds May 2024\t2024-05-01\t2024-05-31\tmonth\t-");
    }
}
