package org.datawarp.streams.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

class CellParserPropertiesTest {

    private static final String[] TYPES = {
        "text", "integer", "number", "decimal(18,4)", "boolean", "date", "timestamp", "date, format: dd/MM/yy"
    };

    @Property
    void readsEveryWholeNumberWithAndWithoutGrouping(@ForAll long number) {
        CellParser parser = Parsers.of("integer");

        assertThat(parser.parse(Cell.text(Long.toString(number))).value()).isEqualTo(number);
        assertThat(parser.parse(Cell.text(
                                NumberFormat.getIntegerInstance(Locale.UK).format(number)))
                        .value())
                .isEqualTo(number);
    }

    @Property
    void readsEveryDecimalExactly(
            @ForAll @BigRange(min = "-99999999999999", max = "99999999999999") @Scale(4) BigDecimal number) {
        Parsed parsed = Parsers.of("decimal(18,4)").parse(Cell.text(number.toPlainString()));

        assertThat(parsed.value()).isEqualTo(number.setScale(4));
    }

    @Property
    void readsTheSumsOfASpreadsheetAsTheDecimalsThatTheyMean(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long cents) {
        double computed = cents * 0.01;
        Parsed parsed = Parsers.of("decimal(18,2)").parse(Cell.number(Double.toString(computed)));

        assertThat(parsed.value()).isEqualTo(BigDecimal.valueOf(cents, 2));
    }

    @Property
    void readsEveryDoubleAsItself(@ForAll double number) {
        Parsed parsed = Parsers.of("number").parse(Cell.number(new BigDecimal(number + 0.0).toString()));

        assertThat(parsed.value()).isEqualTo(number + 0.0);
    }

    @Property
    void readsEveryDateInEveryUsualForm(@ForAll("days") LocalDate day, @ForAll("forms") String form) {
        String text = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(day);

        assertThat(Parsers.of("date").parse(Cell.text(text)).value()).as(text).isEqualTo(day);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1948, 7, 5).toEpochDay(),
                        LocalDate.of(2100, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of(
                "yyyy-MM-dd",
                "dd/MM/yyyy",
                "d/M/yyyy",
                "ddMMMyyyy",
                "d MMMM yyyy",
                "yyyyMMdd",
                "dd-MMM-yyyy",
                "dd.MM.yyyy");
    }

    @Property(tries = 5000)
    void answersAnyCellAndNeverThrows(@ForAll("cells") Cell cell) {
        for (String type : TYPES) {
            Parsed parsed = Parsers.of(type).parse(cell);

            assertThat(parsed.value() == null || parsed.isReadable()).isTrue();
            assertThat(parsed.isReadable() || !parsed.expected().isEmpty()).isTrue();
        }
    }

    @Provide
    Arbitrary<Cell> cells() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> numberLike = Arbitraries.strings()
                .withChars("0123456789,.-+eE/:% *[]pcTJanFeb\u00A0\u2212")
                .ofMaxLength(16);
        return Combinators.combine(Arbitraries.of(CellKind.class), Arbitraries.oneOf(anything, numberLike))
                .as((kind, text) -> new Cell(kind, text, ""));
    }
}
