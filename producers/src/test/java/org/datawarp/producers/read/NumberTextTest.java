package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "12, 12",
        "12.0, 12",
        "12.50, 12.5",
        "007, 7",
        ".5, 0.5",
        "-0.5, -0.5",
        "5., 5",
        "1E3, 1000",
        "1.5e-7, 0.00000015",
        "0.30000000000000004, 0.3",
        "0.33333333333333331, 0.3333333333333333",
        "-1.1000000000000001E-2, -0.011",
        "99.999999999999986, 100",
        "0.10000000000000001, 0.1",
        "1651027.4285714284, 1651027.4285714284",
        "45717.395833333336, 45717.395833333336",
        "0.95000000000000007, 0.95",
        "9007199254740991, 9007199254740991",
        "9007199254740993, 9007199254740992",
        "123456789012345678901, 123456789012345680000",
        "2E23, 200000000000000000000000"
    })
    void writesTheShortestDecimalOfTheSameDouble(String stored, String expected) {
        assertThat(NumberText.of(stored)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1d", "0x1p3", "1,5", "1e999", "--1", ".", "-"})
    void refusesWhatIsNoNumber(String stored) {
        assertThatThrownBy(() -> NumberText.of(stored)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void writesWhatStandsForALargeIntegerInPlainNotation() {
        assertThat(NumberText.of(1e20)).isEqualTo("100000000000000000000");
        assertThat(NumberText.of(-9007199254740991d)).isEqualTo("-9007199254740991");
    }

    @Property
    void meansTheSameDoubleAndNeverTakesMoreDigitsThanJava(@ForAll("doubles") double value) {
        String text = NumberText.of(value);

        // At most half of the fifteenth digit is dropped, and that is the last digit that spreadsheets show.
        BigDecimal exact = new BigDecimal(value);
        BigDecimal fifteenth = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 15);
        assertThat(new BigDecimal(text).subtract(exact).abs().multiply(BigDecimal.valueOf(2)))
                .isLessThanOrEqualTo(fifteenth);
        assertThat(text).doesNotContain("E").doesNotEndWith(".0");
        assertThat(new BigDecimal(text).stripTrailingZeros().precision())
                .isLessThanOrEqualTo(new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .precision());
    }

    @Test
    void leavesOutWhatIsBeyondTheFifteenthDigitOfAFewDigits() {
        assertThat(new BigDecimal(NumberText.of(-2.7018781739200047E-275)))
                .isEqualByComparingTo(new BigDecimal("-2.70187817392E-275"));
    }

    @Property
    void givesTheSameForAStoredTextAsForItsDouble(@ForAll("doubles") double value) {
        assertThat(NumberText.of(Double.toString(value))).isEqualTo(NumberText.of(value));
        assertThat(NumberText.of(new BigDecimal(value).toPlainString())).isEqualTo(NumberText.of(value));
    }

    @Property
    void givesShortDecimalsAsTheyAre(@ForAll @LongRange(min = -99_999_999, max = 99_999_999) long digits) {
        BigDecimal decimal = BigDecimal.valueOf(digits, 4);

        assertThat(NumberText.of(decimal.toPlainString()))
                .isEqualTo(decimal.stripTrailingZeros().toPlainString());
        assertThat(NumberText.of(decimal.doubleValue()))
                .isEqualTo(decimal.stripTrailingZeros().toPlainString());
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e18, 1e18),
                Arbitraries.doubles().between(-1, 1),
                Arbitraries.longs()
                        .map(Double::longBitsToDouble)
                        .filter(value -> Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL));
    }
}
