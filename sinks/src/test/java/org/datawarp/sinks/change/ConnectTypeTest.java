package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.datawarp.schemas.table.ColumnType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectTypeTest {

    private static void assertReads(Schema schema, Object delivered, ColumnType type, Object value) {
        ConnectType read = ConnectType.of("c", schema);
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.value().apply(delivered)).isEqualTo(value);
    }

    private static Schema decimal(int precision, int scale) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", Integer.toString(precision))
                .optional()
                .build();
    }

    @Test
    void readsText() {
        assertReads(Schema.OPTIONAL_STRING_SCHEMA, "", ColumnType.TEXT, "");
        assertReads(Schema.STRING_SCHEMA, "Zażółć 😀", ColumnType.TEXT, "Zażółć 😀");
    }

    @Test
    void readsIntegersOfEverySizeAsLong() {
        assertReads(Schema.OPTIONAL_INT64_SCHEMA, Long.MIN_VALUE, ColumnType.INTEGER, Long.MIN_VALUE);
        assertReads(Schema.INT32_SCHEMA, 7, ColumnType.INTEGER, 7L);
        assertReads(Schema.INT16_SCHEMA, (short) -7, ColumnType.INTEGER, -7L);
    }

    @Test
    void readsNumbers() {
        assertReads(Schema.OPTIONAL_FLOAT64_SCHEMA, 0.1, ColumnType.NUMBER, 0.1);
        assertReads(Schema.FLOAT64_SCHEMA, Double.NaN, ColumnType.NUMBER, Double.NaN);
        assertReads(Schema.FLOAT32_SCHEMA, 0.5f, ColumnType.NUMBER, 0.5);
    }

    @Test
    void readsDecimalsAtTheirColumnsScale() {
        BigDecimal longest = new BigDecimal(new BigInteger("9".repeat(38)), 10);
        assertReads(decimal(38, 10), longest, ColumnType.decimal(38, 10), longest);
        assertReads(decimal(12, 4), new BigDecimal("-0.5"), ColumnType.decimal(12, 4), new BigDecimal("-0.5000"));
    }

    @Test
    void readsBooleans() {
        assertReads(Schema.OPTIONAL_BOOLEAN_SCHEMA, false, ColumnType.BOOLEAN, false);
    }

    @Test
    void readsDatesBeforeAndAfter1970() {
        assertReads(Date.builder().optional().build(), -1, ColumnType.DATE, LocalDate.of(1969, 12, 31));
        assertReads(Date.schema(), -135_140, ColumnType.DATE, LocalDate.ofEpochDay(-135_140));
        assertReads(Date.schema(), 20_454, ColumnType.DATE, LocalDate.of(2026, 1, 1));
    }

    @Test
    void readsTimestampsToTheMicrosecondBeforeAndAfter1970() {
        assertReads(
                MicroTimestamp.schema(),
                -1L,
                ColumnType.TIMESTAMP,
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
        assertReads(MicroTimestamp.schema(), 1L, ColumnType.TIMESTAMP, LocalDateTime.of(1970, 1, 1, 0, 0, 0, 1_000));
        assertReads(
                Timestamp.schema(), -1L, ColumnType.TIMESTAMP, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000));
    }

    @Test
    void refusesTypesThatNoDatasetHas() {
        for (Schema schema : new Schema[] {
            Schema.BYTES_SCHEMA,
            ZonedTimestamp.schema(),
            VariableScaleDecimal.schema(),
            Uuid.schema(),
            Decimal.schema(2),
            SchemaBuilder.array(Schema.STRING_SCHEMA).build()
        }) {
            assertThatThrownBy(() -> ConnectType.of("odd", schema))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageStartingWith("Cannot capture column odd: found the type ")
                    .hasMessageEndingWith("change the column's type");
        }
    }

    @Test
    @Tag("A6")
    void refusesThePlaceholderOfAValueThatTheDatabaseDidNotLog() {
        ConnectType text = ConnectType.of("notes", Schema.OPTIONAL_STRING_SCHEMA);

        assertThatThrownBy(() -> text.value().apply("__debezium_unavailable_value"))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining("column notes")
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }
}
