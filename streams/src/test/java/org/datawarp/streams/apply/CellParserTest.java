package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellParserTest {

    private static final Cell ERROR = new Cell(CellKind.ERROR, "#DIV/0!", "");

    private static @Nullable Object value(String type, Cell cell) {
        Parsed parsed = Parsers.of(type).parse(cell);
        assertThat(parsed.problem()).as("%s as %s", cell.text(), type).isNull();
        return parsed.value();
    }

    private static @Nullable Reason problem(String type, Cell cell) {
        Parsed parsed = Parsers.of(type).parse(cell);
        assertThat(parsed.value()).isNull();
        return parsed.problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-5|-5",
                "+5|5",
                "\u22125|-5",
                "007|7",
                "' 12\u00A0'|12",
                "1,234|1234",
                "-1,234,567|-1234567",
                "1 234|1234",
                "12\u00A0345|12345",
                "(5)|-5",
                "(1,234)|-1234",
                "\u20131,234|-1234",
                "1200.0|1200",
                "1,200.00|1200",
                "5E3|5000",
                "999999999999999999|999999999999999999",
                "9223372036854775807|9223372036854775807"
            })
    void readsWholeNumbersAsPublished(String text, long expected) {
        assertThat(value("integer", Cell.text(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1200.0,1200", "5.0E3,5000", "1199.9999999999998,1200", "0,0"})
    void readsWholeNumbersOfASpreadsheet(String text, long expected) {
        assertThat(value("integer", Cell.number(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2x4",
                "1,2",
                "12,34",
                ",123",
                "1,,234",
                "1234,567",
                "1,234,56",
                "12 34",
                "1 234,567",
                "020 712",
                "(-5)",
                "(5",
                "--5",
                "5-6",
                "12%",
                "\u00A35",
                "0x10",
                "1e",
                "1E999",
                "NaN",
                "Infinity",
                "five",
                "."
            })
    void rejectsWhatIsNoWholeNumber(String text) {
        assertThat(problem("integer", Cell.text(text))).isEqualTo(Reason.UNREADABLE_NUMBER);
    }

    @Test
    void rejectsAFractionWhereAWholeNumberBelongs() {
        assertThat(problem("integer", Cell.text("12.5"))).isEqualTo(Reason.NOT_WHOLE);
        assertThat(problem("integer", Cell.number("12.5"))).isEqualTo(Reason.NOT_WHOLE);
        assertThat(problem("integer", Cell.text("1199.9999999999998"))).isEqualTo(Reason.NOT_WHOLE);
    }

    @Test
    void rejectsAWholeNumberThatIsTooLong() {
        assertThat(problem("integer", Cell.text("9223372036854775808"))).isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(problem("integer", Cell.number("1E300"))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @Test
    void rejectsDatesAndErrorsWhereNumbersBelong() {
        assertThat(problem("integer", Cell.date("2025-03-01"))).isEqualTo(Reason.UNREADABLE_NUMBER);
        assertThat(problem("integer", new Cell(CellKind.BOOLEAN, "true", ""))).isEqualTo(Reason.UNREADABLE_NUMBER);
        assertThat(problem("integer", ERROR)).isEqualTo(Reason.SPREADSHEET_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"0.1,0.1", "-3,-3.0", "'1,234.5',1234.5", "1.5E-3,0.0015", ".5,0.5", "-0,0.0"})
    void readsNumbers(String text, double expected) {
        assertThat(value("number", Cell.text(text))).isEqualTo(expected);
    }

    @Test
    void rejectsANumberThatADoubleDoesNotHold() {
        assertThat(problem("number", Cell.text("1E400"))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.50", "'1,234',1234.00", "-0.05,-0.05", "1.500,1.50", "123456.78,123456.78"})
    void readsDecimalsWithTheDigitsOfTheirColumn(String text, BigDecimal expected) {
        assertThat(value("decimal(8,2)", Cell.text(text))).isEqualTo(expected);
    }

    @Test
    void neverRoundsADecimal() {
        assertThat(problem("decimal(8,2)", Cell.text("1.005"))).isEqualTo(Reason.TOO_PRECISE);
        assertThat(problem("decimal(8,2)", Cell.number("1.005"))).isEqualTo(Reason.TOO_PRECISE);
        assertThat(problem("decimal(8,2)", Cell.text("0.30000000000000004"))).isEqualTo(Reason.TOO_PRECISE);
        assertThat(problem("decimal(8,2)", Cell.text("1234567"))).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({"0.30000000000000004,0.30", "1234567.8900000001,1234567.89", "0.07,0.07", "2.9999999999999996,3.00"})
    void readsDecimalsThroughTheNoiseOfASpreadsheet(String text, BigDecimal expected) {
        assertThat(value("decimal(12,2)", Cell.number(text))).isEqualTo(expected);
    }

    @Test
    void callsNothingNoiseThatALastDigitCouldShow() {
        assertThat(problem("decimal(18,2)", Cell.number("1234567890.1234"))).isEqualTo(Reason.TOO_PRECISE);
        assertThat(problem("decimal(18,2)", Cell.number("0.0000001"))).isEqualTo(Reason.TOO_PRECISE);
    }

    @Test
    void readsAUnitInTheCellOnlyWhereTheFieldHasIt() {
        assertThat(value("decimal(5,1), unit: '%'", Cell.text("12.5%"))).isEqualTo(new BigDecimal("12.5"));
        assertThat(value("integer, unit: \u00A3", Cell.text("\u00A31,234"))).isEqualTo(1234L);
        assertThat(problem("decimal(5,1)", Cell.text("12.5%"))).isEqualTo(Reason.UNREADABLE_NUMBER);
    }

    @Test
    void keepsTextAsPublished() {
        assertThat(value("text, status: false", Cell.text("  007 \u00A0"))).isEqualTo("007");
        assertThat(value("text, status: false", Cell.text("a\n b"))).isEqualTo("a\n b");
        assertThat(value("text, status: false", Cell.text("*"))).isEqualTo("*");
        assertThat(value("text, status: false", Cell.number("5.0E3"))).isEqualTo("5000");
        assertThat(value("text, status: false", Cell.number("0.1"))).isEqualTo("0.1");
        assertThat(value("text, status: false", Cell.number("1E999999999"))).isEqualTo("1E999999999");
        assertThat(value("text, status: false", Cell.date("2025-03-01T00:00:00")))
                .isEqualTo("2025-03-01");
    }

    @Test
    void rejectsATextThatNoDatabaseHolds() {
        assertThat(problem("text", Cell.text("a\0b"))).isEqualTo(Reason.UNREADABLE_TEXT);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "Yes,true", "1,true", "FALSE,false", "n,false", "0,false"})
    void readsBooleans(String text, boolean expected) {
        assertThat(value("boolean", Cell.text(text))).isEqualTo(expected);
        assertThat(problem("boolean", Cell.text("maybe"))).isEqualTo(Reason.UNREADABLE_BOOLEAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-01-04",
                "04/01/2021",
                "4/1/2021",
                "04-01-2021",
                "04.01.2021",
                "04JAN2021",
                "04-Jan-2021",
                "4 January 2021",
                "4th January 2021",
                "20210104",
                "2021-01-04 00:00:00",
                "04/01/2021 00:00",
                "4 jan 2021",
                "2021/01/04"
            })
    void readsDatesDayFirst(String text) {
        assertThat(value("date", Cell.text(text))).isEqualTo(LocalDate.of(2021, 1, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2025",
                "2025-13-01",
                "04/01/21",
                "Jan 2021",
                "20211301",
                "99999999",
                "today",
                "2021-01-04 09:30",
                "4 Juny 2021",
                "04012021x",
                "45000",
                "//2021/01/",
                "2021-01-",
                "1111-1111-1111"
            })
    void rejectsWhatIsNoDate(String text) {
        assertThat(problem("date", Cell.text(text))).isEqualTo(Reason.UNREADABLE_DATE);
    }

    @Test
    void readsDatesOfASpreadsheet() {
        assertThat(value("date", Cell.date("2025-03-01"))).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(value("date", Cell.date("2025-03-01T00:00:00"))).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(value("date", Cell.number("20171001"))).isEqualTo(LocalDate.of(2017, 10, 1));
        assertThat(problem("date", Cell.date("2025-03-01T09:30:00"))).isEqualTo(Reason.UNREADABLE_DATE);
    }

    @Test
    void readsDatesInTheFormThatAFieldGives() {
        assertThat(value("date, format: dd/MM/yy", Cell.text("01/03/25"))).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(value("date, format: d MMM yyyy", Cell.text("1 SEP 2025"))).isEqualTo(LocalDate.of(2025, 9, 1));
        assertThat(value("date, format: MMM-yy", Cell.text("Sep-24"))).isEqualTo(LocalDate.of(2024, 9, 1));
        assertThat(value("date, format: MM/dd/yyyy", Cell.text("03/01/2025"))).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(value("date, format: MM/dd/yyyy", Cell.date("2025-03-01"))).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(problem("date, format: dd/MM/yyyy", Cell.text("31/02/2025"))).isEqualTo(Reason.UNREADABLE_DATE);
        assertThat(problem("date, format: dd/MM/yy", Cell.text("2025-03-01"))).isEqualTo(Reason.UNREADABLE_DATE);
    }

    @Test
    void readsTimes() {
        LocalDateTime expected = LocalDateTime.of(2025, 3, 1, 9, 30);

        assertThat(value("timestamp", Cell.text("2025-03-01T09:30:00"))).isEqualTo(expected);
        assertThat(value("timestamp", Cell.text("01/03/2025 09:30"))).isEqualTo(expected);
        assertThat(value("timestamp", Cell.date("2025-03-01T09:30:00"))).isEqualTo(expected);
        assertThat(value("timestamp", Cell.text("2025-03-01")))
                .isEqualTo(expected.toLocalDate().atStartOfDay());
        assertThat(problem("timestamp", Cell.text("2025-03-01T25:00"))).isEqualTo(Reason.UNREADABLE_TIMESTAMP);
        assertThat(problem("timestamp", Cell.text("2025-03-01T09:30:00.1234567")))
                .isEqualTo(Reason.UNREADABLE_TIMESTAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "..", "c", "C", "[c]", "<5", "-"})
    void readsAMarkInPlaceOfAFigure(String text) {
        Parsed parsed = Parsers.of("integer").parse(Cell.text(text));

        assertThat(parsed.value()).isNull();
        assertThat(parsed.mark()).isEqualToIgnoringCase(text.strip());
        assertThat(parsed.isReadable()).isTrue();
    }

    @Test
    void readsAnErrorOfASpreadsheetAsAMarkWhereItIsOne() {
        assertThat(Parsers.of("integer")
                        .parse(new Cell(CellKind.ERROR, "#N/A", ""))
                        .mark())
                .isEqualTo("#N/A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12 [p]|12|[p]", "1,234*|1234|*", "5[P]|5|[p]", "-3 c|-3|c"})
    void readsAMarkBesideAFigure(String text, long value, String mark) {
        Parsed parsed = Parsers.of("integer").parse(Cell.text(text));

        assertThat(parsed.value()).isEqualTo(value);
        assertThat(parsed.mark()).isEqualTo(mark);
    }

    @Test
    void rejectsAMarkThatNobodyDeclared() {
        assertThat(problem("integer", Cell.text("z"))).isEqualTo(Reason.UNREADABLE_NUMBER);
        assertThat(problem("integer", Cell.text("12 [z]"))).isEqualTo(Reason.UNREADABLE_NUMBER);
        assertThat(problem("integer", Cell.text("**"))).isEqualTo(Reason.UNREADABLE_NUMBER);
    }

    @Test
    void readsABlankAsNothing() {
        assertThat(Parsers.of("integer").parse(Cell.text(" \u00A0\n"))).isEqualTo(Parsed.BLANK);
        assertThat(Parsers.of("date").parse(Cell.BLANK)).isEqualTo(Parsed.BLANK);
    }
}
