package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowHasherTest {

    private static final PartColumns COLUMNS = PartColumns.of(Samples.COLUMNS);

    private final RowHasher hasher = new RowHasher(COLUMNS);

    private RowDigest digest(String total) {
        List<@Nullable Object> row = new ArrayList<>(Samples.row(YearMonth.of(2020, 7), "RA1", 8L));
        row.set(COLUMNS.columns().indexOf(column("total")), new BigDecimal(total));
        return hasher.digest(row);
    }

    private static Object column(String name) {
        return Samples.COLUMNS.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.500000",
        "-120, -1.2E+2",
        "0, 0.000000",
        "1, 1.000000000000000000000000",
        "123456789012345678, 123456789012345678.000000",
        "12345678901234567890123456.6, 12345678901234567890123456.600000"
    })
    void knowsANumberWhateverItsScale(String one, String other) {
        assertThat(digest(one)).isEqualTo(digest(other));
    }

    @Test
    void tellsNumbersApart() {
        assertThat(Stream.of(
                                "0",
                                "1",
                                "-1",
                                "10",
                                "0.1",
                                "1.5",
                                "15",
                                "-15",
                                "150",
                                "123456789012345678",
                                "12345678901234567.8",
                                "12345678901234567890123456.7",
                                "12345678901234567890123456.8",
                                "-12345678901234567890123456.8")
                        .map(this::digest))
                .doesNotHaveDuplicates();
    }
}
