package org.datawarp.schemas.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "ae_provider", "weeks_00_01", "_row", "x9"})
    void acceptsColumnNames(String name) {
        assertThat(new ColumnName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1st", "a__b", "a_", "a-b", "a b", "é", "select;", "a\n"})
    void refusesOtherColumnNames(String name) {
        assertThatThrownBy(() -> new ColumnName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_a", "Ae", "ae-provider", "../etc", "a/b"})
    void refusesOtherDatasetNames(String name) {
        assertThatThrownBy(() -> new DatasetName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ae_monthly", "-a", "a-", "A", ".."})
    void refusesOtherPublicationNames(String name) {
        assertThatThrownBy(() -> new PublicationName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-03", "2025-q1", "2024-25", "week-2025-12-28", "2025-04-01-to-2025-11-30", "fy2010-11"})
    void acceptsReleaseNames(String name) {
        assertThat(new ReleaseName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 64, 1_000})
    void refusesNamesThatPostgresWouldCut(int length) {
        assertThatThrownBy(() -> new DatasetName("a".repeat(length))).hasMessageContaining("at most 58");
    }
}
