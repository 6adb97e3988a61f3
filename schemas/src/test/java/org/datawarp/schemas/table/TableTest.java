package org.datawarp.schemas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final Period APRIL = Period.month(YearMonth.of(2025, 4));

    private static final Table TABLE = Table.of(
            new DatasetName("sample"),
            List.of(
                    column("org_code", ColumnType.TEXT, ColumnRole.KEY),
                    column("band", ColumnType.decimal(9, 2), ColumnRole.KEY),
                    column("patients", ColumnType.INTEGER, ColumnRole.MEASURE)));

    private static Column column(String name, ColumnType type, ColumnRole role) {
        return new Column(new ColumnName(name), type, role, "", "");
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void putsThePeriodFirstAndTheOriginLast() {
        assertThat(TABLE.columns())
                .extracting(column -> column.name().value())
                .containsExactly(
                        "period_start",
                        "period_end",
                        "period_kind",
                        "org_code",
                        "band",
                        "patients",
                        "_release",
                        "_file",
                        "_sheet",
                        "_row",
                        "_occurrence");
        assertThat(TABLE.valueColumns()).hasSize(3);
    }

    @Test
    void identifiesARowByItsPeriodAndKeysOnly() {
        Object key = TABLE.rowKey(MARCH, values("RRK", new BigDecimal("1.50"), 1L));

        assertThat(TABLE.rowKey(MARCH, values("RRK", new BigDecimal("1.50"), 2L)))
                .isEqualTo(key);
        assertThat(TABLE.rowKey(APRIL, values("RRK", new BigDecimal("1.50"), 1L)))
                .isNotEqualTo(key);
        assertThat(TABLE.rowKey(MARCH, values("RRJ", new BigDecimal("1.50"), 1L)))
                .isNotEqualTo(key);
    }

    @Test
    void identifiesADecimalWhateverItsScale() {
        assertThat(TABLE.rowKey(MARCH, values("RRK", new BigDecimal("1.50"), null)))
                .isEqualTo(TABLE.rowKey(MARCH, values("RRK", new BigDecimal("1.5"), null)));
        assertThat(TABLE.rowKey(MARCH, values("RRK", new BigDecimal("100"), null)))
                .isEqualTo(TABLE.rowKey(MARCH, values("RRK", new BigDecimal("1E+2"), null)));
    }

    @Test
    void tellsABlankKeyFromAnEmptyOne() {
        assertThat(TABLE.rowKey(MARCH, values(null, BigDecimal.ONE, null)))
                .isNotEqualTo(TABLE.rowKey(MARCH, values("", BigDecimal.ONE, null)));
    }

    @Property
    void neverRunsOnePartIntoTheNext(@ForAll String one, @ForAll String other) {
        RowKey apart = new RowKey().add(one).add(other);
        RowKey together = new RowKey().add(one + other);

        assertThat(apart.toUuid()).isEqualTo(new RowKey().add(one).add(other).toUuid());
        assertThat(new RowKey().add(one).add(other).toUuid()).isNotEqualTo(together.toUuid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "integer", "number", "decimal(18,4)", "boolean", "date", "timestamp"})
    void readsATypeAsItWritesIt(String type) {
        assertThat(ColumnType.parse(type)).hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar", "decimal", "decimal(0,0)", "decimal(4,5)", "decimal(39,2)", "Integer", ""})
    void refusesWhatIsNoType(String type) {
        assertThatThrownBy(() -> ColumnType.parse(type)).isInstanceOf(IllegalArgumentException.class);
    }
}
