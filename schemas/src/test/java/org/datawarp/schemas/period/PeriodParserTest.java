package org.datawarp.schemas.period;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodParserTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11 | 2024-11-01 | 2024-11-30 | MONTH",
                "2024_11 | 2024-11-01 | 2024-11-30 | MONTH",
                "202411 | 2024-11-01 | 2024-11-30 | MONTH",
                "112025 | 2025-11-01 | 2025-11-30 | MONTH",
                "Nov25 | 2025-11-01 | 2025-11-30 | MONTH",
                "nov-25 | 2025-11-01 | 2025-11-30 | MONTH",
                "Nov-2025 | 2025-11-01 | 2025-11-30 | MONTH",
                "November 2025 | 2025-11-01 | 2025-11-30 | MONTH",
                "NOV2022 | 2022-11-01 | 2022-11-30 | MONTH",
                "Sep-24 | 2024-09-01 | 2024-09-30 | MONTH",
                "Sept '24 | 2024-09-01 | 2024-09-30 | MONTH",
                "2025 November | 2025-11-01 | 2025-11-30 | MONTH",
                "04/2024 | 2024-04-01 | 2024-04-30 | MONTH",
                "janaury 2024 | 2024-01-01 | 2024-01-31 | MONTH",
                "febuary-2024 | 2024-02-01 | 2024-02-29 | MONTH",
                "May_11 | 2011-05-01 | 2011-05-31 | MONTH",
                "month ending 31 March 2025 | 2025-03-01 | 2025-03-31 | MONTH",
                "1st-31st May 2013 | 2013-05-01 | 2013-05-31 | MONTH",
                "JUL 2021/22 | 2021-07-01 | 2021-07-31 | MONTH",
                "March 2021/22 | 2022-03-01 | 2022-03-31 | MONTH",
                "MSitAE-MARCH-2025 | 2025-03-01 | 2025-03-31 | MONTH",
                "RTT-January-2026 | 2026-01-01 | 2026-01-31 | MONTH",
                "April 2024 (provisional) | 2024-04-01 | 2024-04-30 | MONTH",
                "2010-11 | 2010-11-01 | 2010-11-30 | MONTH",
                "31-december-2025 | 2025-12-31 | 2025-12-31 | SNAPSHOT",
                "20250330 | 2025-03-30 | 2025-03-30 | SNAPSHOT",
                "20171001 | 2017-10-01 | 2017-10-01 | SNAPSHOT",
                "28-Dec-2025 | 2025-12-28 | 2025-12-28 | SNAPSHOT",
                "01Mar2025 | 2025-03-01 | 2025-03-01 | SNAPSHOT",
                "01JAN2021 | 2021-01-01 | 2021-01-01 | SNAPSHOT",
                "01/03/2025 | 2025-03-01 | 2025-03-01 | SNAPSHOT",
                "1/3/25 | 2025-03-01 | 2025-03-01 | SNAPSHOT",
                "30/04/2024 | 2024-04-30 | 2024-04-30 | SNAPSHOT",
                "30.04.2024 | 2024-04-30 | 2024-04-30 | SNAPSHOT",
                "30-04-2024 | 2024-04-30 | 2024-04-30 | SNAPSHOT",
                "2025-07-01 | 2025-07-01 | 2025-07-01 | SNAPSHOT",
                "2025-07-01T09:30:00 | 2025-07-01 | 2025-07-01 | SNAPSHOT",
                "2025-07-01 00:00:00 | 2025-07-01 | 2025-07-01 | SNAPSHOT",
                "31st January 2015 | 2015-01-31 | 2015-01-31 | SNAPSHOT",
                "as at Thursday 30 April 2020 | 2020-04-30 | 2020-04-30 | SNAPSHOT",
                "May 11, 2020 | 2020-05-11 | 2020-05-11 | SNAPSHOT",
                "mid-2023 | 2023-06-30 | 2023-06-30 | SNAPSHOT",
                "week ending 28 December 2025 | 2025-12-22 | 2025-12-28 | WEEK",
                "Week Ending Sunday 28 December 2025 | 2025-12-22 | 2025-12-28 | WEEK",
                "w/e 28/12/2025 | 2025-12-22 | 2025-12-28 | WEEK",
                "week commencing 22/12/2025 | 2025-12-22 | 2025-12-28 | WEEK",
                "w42-2025 | 2025-10-13 | 2025-10-19 | WEEK",
                "2025-W42 | 2025-10-13 | 2025-10-19 | WEEK",
                "Q1 2024-25 | 2024-04-01 | 2024-06-30 | QUARTER",
                "Q4 2024/25 | 2025-01-01 | 2025-03-31 | QUARTER",
                "q2-2526 | 2025-07-01 | 2025-09-30 | QUARTER",
                "Quarter-3-2025-26 | 2025-10-01 | 2025-12-31 | QUARTER",
                "Quarter 2 2025-2026 | 2025-07-01 | 2025-09-30 | QUARTER",
                "2025-26 Quarter 4 | 2026-01-01 | 2026-03-31 | QUARTER",
                "Q1 (April to June) 2024-25 | 2024-04-01 | 2024-06-30 | QUARTER",
                "Q1 2024 | 2024-04-01 | 2024-06-30 | QUARTER",
                "quarter ending June 2025 | 2025-04-01 | 2025-06-30 | QUARTER",
                "2025-q2 | 2025-04-01 | 2025-06-30 | QUARTER",
                "2025-q1 | 2025-01-01 | 2025-03-31 | QUARTER",
                "2024-25 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "2024/25 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "FY2024-25 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "fy24/25 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "2025-2026 | 2025-04-01 | 2026-03-31 | FINANCIAL_YEAR",
                "2024 to 2025 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "2010/11 | 2010-04-01 | 2011-03-31 | FINANCIAL_YEAR",
                "fy2010-11 | 2010-04-01 | 2011-03-31 | FINANCIAL_YEAR",
                "1999-00 | 1999-04-01 | 2000-03-31 | FINANCIAL_YEAR",
                "year ending March 2025 | 2024-04-01 | 2025-03-31 | FINANCIAL_YEAR",
                "2024 | 2024-01-01 | 2024-12-31 | YEAR",
                "Apr-2025-to-Nov-2025 | 2025-04-01 | 2025-11-30 | RANGE",
                "Jan-Sep-2025 | 2025-01-01 | 2025-09-30 | RANGE",
                "January to March 2013 | 2013-01-01 | 2013-03-31 | RANGE",
                "Nov - Feb 2025 | 2024-11-01 | 2025-02-28 | RANGE",
                "October 2019 - September 2025 | 2019-10-01 | 2025-09-30 | RANGE",
                "1 Mar – 17 Apr 2020 | 2020-03-01 | 2020-04-17 | RANGE",
                "1 to 15 March 2025 | 2025-03-01 | 2025-03-15 | RANGE",
                "28 Dec 2019 – 1 May 2020 | 2019-12-28 | 2020-05-01 | RANGE",
                "01/02/2024 - 30/04/2024 | 2024-02-01 | 2024-04-30 | RANGE",
                "2015/16–2019/20 | 2015-04-01 | 2020-03-31 | RANGE",
                "2016 to 2020 | 2016-01-01 | 2020-12-31 | RANGE",
                "Q1 to Q3 2024-25 | 2024-04-01 | 2024-12-31 | RANGE",
                "12 months to March 2025 | 2024-04-01 | 2025-03-31 | RANGE",
                "to Dec 2025 | 2025-12-01 | 2025-12-31 | RANGE",
            })
    void readsAPublishedForm(String text, String start, String end, PeriodKind kind) {
        assertThat(PeriodParser.parse(text))
                .get()
                .hasToString("Period[start=%s, end=%s, kind=%s]".formatted(start, end, kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "TOTAL",
                "Summary",
                "Primary",
                "May",
                "March",
                "12",
                "1899",
                "99605",
                "2025-13",
                "2025-02-30",
                "32/01/2025",
                "13/13/2025",
                "Q5 2024-25",
                "Q1",
                "2024-26 x",
                "March madness",
                "Total March 2025",
                "R1H",
                "A84002",
                "<2024",
                "£2024",
                "2024%",
                "week 54 2025",
                "0-4",
                "10 to 14",
                "FY2025",
                "1 to 2025",
                "Not available 2024-25",
                "2025-07-01 and more"
            })
    void findsNoPeriodInWhatIsNone(String text) {
        assertThat(PeriodParser.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Monthly-AE-March-2025.csv | 2025-03-01 | 2025-03-31 | MONTH",
                "Monthly-AE-June-2025-1-1.csv | 2025-06-01 | 2025-06-30 | MONTH",
                "Monthly-AE-Nov-25-CSV-revised.csv | 2025-11-01 | 2025-11-30 | MONTH",
                "February-2026-CSV-Dl8t54.csv | 2026-02-01 | 2026-02-28 | MONTH",
                "May_11.xls | 2011-05-01 | 2011-05-31 | MONTH",
                "december2022.xlsx | 2022-12-01 | 2022-12-31 | MONTH",
                "20260131-RTT-January-2026-full-extract.csv.gz | 2026-01-01 | 2026-01-31 | MONTH",
                "MHSDS Data_4WW_AprPerf_2024_v2.csv | 2024-04-01 | 2024-04-30 | MONTH",
                "MHSDS%20Data_4WW_JulPerf_2024_v2.csv | 2024-07-01 | 2024-07-31 | MONTH",
                "etr_2025-07.csv | 2025-07-01 | 2025-07-31 | MONTH",
                "nhs_sickness_absence_2024-04.csv | 2024-04-01 | 2024-04-30 | MONTH",
                "ECDS_Activity_Finalised_2026-05-07_March_26_151416_4VYI1Y.xlsx | 2026-03-01 | 2026-03-31 | MONTH",
                "Monthly A&E March 2026 revised 14.05.26) (CSV, 29KB) | 2026-03-01 | 2026-03-31 | MONTH",
                "2025-26 Quarter 4:-3 months to March (revised 14.05.26) (XLS, 430KB) | 2026-01-01 | 2026-03-31 | QUARTER",
                "2025-2026 Quarter 2: – 3 months to September (revised 17.11.25) | 2025-07-01 | 2025-09-30 | QUARTER",
                "Statistical commentary March 2026 (PDF,  222KB) | 2026-03-01 | 2026-03-31 | MONTH",
                "A&E Attendances and Emergency Admissions 2025-26 | 2025-04-01 | 2026-03-31 | FINANCIAL_YEAR",
                "COVID-19-total-announced-deaths_data-to-2020-05-21.xlsx | 2020-05-21 | 2020-05-21 | RANGE",
                "GP-Patient-Survey-Dental-Results-January-to-March-2014.xls | 2014-01-01 | 2014-03-31 | RANGE",
                "Community_Services_April_2024_-_March_2025.csv | 2024-04-01 | 2025-03-31 | RANGE",
                "Patient_List_Size_2013_04-06.csv | 2013-04-01 | 2013-06-30 | RANGE",
                "dispensing_practices-2015-01-31.xls | 2015-01-31 | 2015-01-31 | SNAPSHOT",
                "Monthly2006Mortality.xls | 2006-01-01 | 2006-12-31 | YEAR",
                "hes-2010-11.zip | 2010-04-01 | 2011-03-31 | FINANCIAL_YEAR",
                "Beds-publication-Timeseries-March-2020-December-2025.xlsx | 2020-03-01 | 2025-12-31 | RANGE",
                "NHS ECDS, rolling 12 months to March 2025 | 2024-04-01 | 2025-03-31 | RANGE",
                "https://digital.nhs.uk/data-and-information/publications/statistical/mi-adhd/november-2025 | 2025-11-01 | 2025-11-30 | MONTH",
                "https://www.england.nhs.uk/statistics/statistical-work-areas/rtt-waiting-times/rtt-data-2025-26/ | 2025-04-01 | 2026-03-31 | FINANCIAL_YEAR",
                "https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2026/05/Monthly-AE-March-2026-revised-flkg42.csv | 2026-03-01 | 2026-03-31 | MONTH",
                "Published 10 April 2025: sickness absence, December 2024 | 2024-12-01 | 2024-12-31 | MONTH",
                "2025-q2 | 2025-04-01 | 2025-06-30 | QUARTER",
            })
    void findsThePeriodThatATextIsAbout(String text, String start, String end, PeriodKind kind) {
        assertThat(PeriodParser.find(text))
                .get()
                .hasToString("Period[start=%s, end=%s, kind=%s]".formatted(start, end, kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ICB-location-lookup.csv",
                "epraccur.zip",
                "Summary of primary care.xlsx",
                "System Mapping File (XLS, 73KB)",
                "Published 10 April 2025",
                "https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2026/04/System-Mapping.xls",
                "Marches and mayors",
                "RTT-rules-suite-v3.pdf",
            })
    void findsNoPeriodWhereNoneIsNamed(String text) {
        assertThat(PeriodParser.find(text)).isEmpty();
    }
}
