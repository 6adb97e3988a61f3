package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.poi.ss.usermodel.DateUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialDateTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1900-01-01",
        "59, 1900-02-28",
        "61, 1900-03-01",
        "45717, 2025-03-01",
        "45717.5, 2025-03-01T12:00:00",
        "45717.395833333336, 2025-03-01T09:30:00",
        "45717.99999999999, 2025-03-02",
        "45717.0000028935, 2025-03-01T00:00:00.250",
        "2958465, 9999-12-31"
    })
    void countsFrom1900(double serial, String expected) {
        assertThat(SerialDate.FROM_1900.iso(serial)).isEqualTo(expected);
    }

    @Test
    void countsFrom1904() {
        assertThat(SerialDate.FROM_1904.iso(0)).isEqualTo("1904-01-01");
        assertThat(SerialDate.FROM_1904.iso(44255)).isEqualTo("2025-03-01");
    }

    @Test
    void isNoDateWhereTheCalendarHasNone() {
        assertThat(SerialDate.FROM_1900.iso(-1)).isNull();
        assertThat(SerialDate.FROM_1900.iso(0)).isNull();
        assertThat(SerialDate.FROM_1900.iso(0.5)).isNull();
        assertThat(SerialDate.FROM_1900.iso(60)).isNull();
        assertThat(SerialDate.FROM_1900.iso(2958466)).isNull();
        assertThat(SerialDate.FROM_1900.iso(Double.NaN)).isNull();
    }

    @Property
    void agreesWithPoi(@ForAll @IntRange(min = 61, max = 100_000) int day, @ForAll @IntRange(max = 86_399) int second) {
        double serial = day + second / 86_400d;
        LocalDateTime time = DateUtil.getLocalDateTime(serial, false, true);

        String expected = second == 0
                ? LocalDate.from(time).toString()
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
        assertThat(SerialDate.FROM_1900.iso(serial)).startsWith(expected);
    }
}
