package org.datawarp.streams.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTextTest {

    private final CopyText copy = new CopyText();

    private String written() {
        return new String(copy.bytes(), 0, copy.length(), StandardCharsets.UTF_8);
    }

    @Test
    void partsFieldsByTabsAndRowsByLineFeeds() {
        copy.text("");
        copy.integer(1);
        copy.absent();
        copy.endRow();
        copy.flag(true);
        copy.flag(false);
        copy.endRow();

        assertThat(written()).isEqualTo("\t1\t\\N\nt\tf\n");
    }

    @Test
    void escapesWhatTheFormatUses() {
        assertThat(copy.text("a\tb\nc\rd\\e\\N")).isTrue();

        assertThat(written()).isEqualTo("a\\tb\\nc\\rd\\\\e\\\\N");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "£5 – ‘quoted’ “text”", "Zoë Ångström", "数据", "\uD83D\uDE00 face", "\u007f\b\f\u0001"})
    void keepsTextAsItIs(String text) {
        assertThat(copy.text(text)).isTrue();

        assertThat(written()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "half \uD83D", "\uDE00 half", "\uD83D\uD83D"})
    void refusesWhatUtf8CannotSay(String text) {
        assertThat(copy.text(text)).isFalse();
    }

    @Test
    void forgetsARowThatIsDropped() {
        copy.integer(1);
        copy.endRow();
        copy.integer(2);
        copy.text("x");
        copy.dropRow();
        copy.integer(3);
        copy.endRow();

        assertThat(written()).isEqualTo("1\n3\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 1234567890123456789L, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesIntegers(long value) {
        copy.integer(value);

        assertThat(written()).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1.0,
                12.5,
                0.1,
                1e-9,
                1e300,
                9007199254740991.0,
                9007199254740994.0,
                -3.25,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.MIN_VALUE
            })
    void writesNumbersThatReadTheSame(double value) {
        copy.number(value);

        assertThat(Double.valueOf(written())).isEqualTo(Double.valueOf(value));
    }

    @Test
    void writesDatesWithFourDigitsForTheYear() {
        copy.date(LocalDate.of(987, 6, 5));
        copy.date(LocalDate.of(2025, 12, 31));

        assertThat(written()).isEqualTo("0987-06-05\t2025-12-31");
    }

    @Test
    void writesUuids() {
        UUID uuid = UUID.fromString("0fedcba9-8765-4321-fedc-ba9876543210");

        copy.uuid(uuid);

        assertThat(written()).isEqualTo(uuid.toString().replace("-", ""));
    }

    @Test
    void growsAsItIsFilled() {
        String text = "é".repeat(100_000);

        copy.text(text);
        copy.text(text);

        assertThat(written()).isEqualTo(text + "\t" + text);
    }
}
