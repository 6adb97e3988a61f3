package org.datawarp.streams.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.StageTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StageBufferTest {

    private static final Period DAY = Period.snapshot(LocalDate.of(2025, 3, 1));

    private static @Nullable HoldReason add(String type, Period period, @Nullable Object... values) {
        Column column = new Column(new ColumnName("x"), ColumnType.parse(type), ColumnRole.MEASURE, "", "");
        Table table = Table.of(new DatasetName("waits"), List.of(column));
        StageBuffer buffer = new StageBuffer(new StageTable("0123456789abcdef", table));
        TypedRow row = new TypedRow(table.dataset(), period, new UUID(1, 2), Arrays.asList(values));
        return buffer.add(new StageBuffer.Place(3, 17, 0, 0), row);
    }

    static List<Arguments> storable() {
        return List.of(
                Arguments.of("text", "words"),
                Arguments.of("integer", 1L),
                Arguments.of("number", 1.5),
                Arguments.of("number", 1L),
                Arguments.of("decimal(5,2)", new BigDecimal("999.99")),
                Arguments.of("decimal(5,2)", new BigDecimal("-1.5000")),
                Arguments.of("decimal(5,2)", new BigDecimal("1E+2")),
                Arguments.of("decimal(5,2)", 999L),
                Arguments.of("decimal(5,2)", BigDecimal.ZERO),
                Arguments.of("boolean", true),
                Arguments.of("date", LocalDate.of(1, 1, 1)),
                Arguments.of("timestamp", LocalDateTime.of(2025, 3, 1, 9, 30)));
    }

    @ParameterizedTest
    @MethodSource("storable")
    void takesAValueOfItsColumnsType(String type, Object value) {
        assertThat(add(type, DAY, value)).isNull();
    }

    static List<Arguments> unstorable() {
        return List.of(
                Arguments.of("text", 1L),
                Arguments.of("text", "a\0b"),
                Arguments.of("integer", "1"),
                Arguments.of("integer", 1.0),
                Arguments.of("number", "1"),
                Arguments.of("decimal(5,2)", new BigDecimal("1000")),
                Arguments.of("decimal(5,2)", new BigDecimal("1.001")),
                Arguments.of("decimal(5,2)", new BigDecimal("1E+1000000")),
                Arguments.of("decimal(5,2)", 1.5),
                Arguments.of("boolean", "true"),
                Arguments.of("date", LocalDate.of(12_025, 3, 1)),
                Arguments.of("timestamp", LocalDate.of(2025, 3, 1)));
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    void tellsWhereAValueIsThatItsColumnCannotHold(String type, Object value) {
        assertThat(add(type, DAY, value))
                .extracting(HoldReason::code, HoldReason::where, HoldReason::expected)
                .containsExactly(HoldCode.UNSTORABLE_VALUE, "waits.x, sheet 3 › row 17", "a value of type " + type);
    }

    @Test
    void tellsOfARowWithAnotherNumberOfValues() {
        assertThat(add("text", DAY, "a", "b"))
                .extracting(HoldReason::found, HoldReason::expected)
                .containsExactly("2 values", "1 values, as the manifest has columns");
    }

    @Test
    void tellsOfAPeriodBeyondTheCalendar() {
        assertThat(add("text", Period.snapshot(LocalDate.of(20_250, 1, 1)), "a"))
                .extracting(HoldReason::where)
                .isEqualTo("waits.period, sheet 3 › row 17");
    }
}
