package org.datawarp.ask.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCellsTest {

    @ParameterizedTest
    @CsvSource({
        "213, 213",
        "-0.0, 0",
        "0.1, 0.1",
        "2.5, 2.5",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.25e300, 1.25e+300",
        "0.000001, 0.000001",
        "1.5e-7, 1.5e-7",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "2e-3, 0.002",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void writesADoubleByItsFewestDigits(double value, String text) throws SQLException {
        assertThat(JsonCells.text(value, "DOUBLE")).isEqualTo(text);
    }

    @Test
    void writesAFloatByItsOwnDigitsAndNotByThoseOfADouble() throws SQLException {
        assertThat(JsonCells.text(0.1f, "FLOAT")).isEqualTo("0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 1",
        "12.50, 12.5",
        "0.0000001000, 1e-7",
        "12345678901234567890.123456789, 12345678901234567890.123456789",
        "9007199254740993, 9007199254740993",
        "170141183460469231731687303715884105727, 170141183460469231731687303715884105727",
        "1.000000000000000000000000000001, 1.000000000000000000000000000001"
    })
    void neverRoundsADecimal(BigDecimal value, String text) throws SQLException {
        assertThat(JsonCells.text(value, "DECIMAL(38,30)")).isEqualTo(text);
    }

    @Test
    void writesTimesByIso8601WithAsManyDigitsAsThereAre() throws SQLException {
        LocalDateTime time = LocalDateTime.parse("2025-03-01T12:34:56.789");

        assertThat(JsonCells.text(Timestamp.valueOf(time), "TIMESTAMP")).isEqualTo("2025-03-01T12:34:56.789");
        assertThat(JsonCells.text(time.withNano(0), "TIMESTAMP")).isEqualTo("2025-03-01T12:34:56");
        assertThat(JsonCells.text(LocalTime.parse("10:30"), "TIME")).isEqualTo("10:30:00");
        assertThat(JsonCells.text(OffsetDateTime.parse("2025-03-01T01:00:00+02:00"), "TIMESTAMP WITH TIME ZONE"))
                .isEqualTo("2025-02-28T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1 year 2 months 3 days 04:05:06.7, P1Y2M3DT4H5M6.7S",
        "-1 days, P-1D",
        "-00:00:01.500, PT-1.5S",
        "100:00:00, PT100H",
        "00:00:00, PT0S",
        "14 months, P14M",
        "someday, someday"
    })
    void writesIntervalsByIso8601(String value, String text) throws SQLException {
        assertThat(JsonCells.text(value, "INTERVAL")).isEqualTo(text);
        assertThat(JsonCells.text(value, "VARCHAR")).isEqualTo(value);
    }

    @Test
    void writesListsAndMapsAsJson() throws SQLException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("k", List.of(1.50, new BigDecimal("2.0")));
        map.put("l", "a \"b\"");

        assertThat(JsonCells.text(map, "MAP")).isEqualTo("[[\"k\",[1.5,2]],[\"l\",\"a \\\"b\\\"\"]]");
        assertThat(JsonCells.text(null, "VARCHAR")).isEmpty();
        assertThat(JsonCells.text(new byte[] {97}, "BLOB")).isEqualTo("YQ==");
    }
}
