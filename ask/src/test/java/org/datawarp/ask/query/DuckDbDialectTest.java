package org.datawarp.ask.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbDialectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "NULL",
            value = {
                "SELECT 1 / 0 | NULL",
                "SELECT 1.5::DOUBLE / 0 | NULL",
                "SELECT substr(DATE '2025-04-01', 1, 4) | 2025",
                "SELECT replace(1.5, '.', ',') | 1,5",
                "SELECT extract(hour FROM TIMESTAMPTZ '2024-07-01 10:00:00+02') | 8",
                "SELECT 1 ORDER BY 'x' | 1",
                "SELECT 0.999::DECIMAL(3, 2) | 1.00",
            })
    void answersAsThePageDoes(String sql, String expected) throws SQLException {
        try (Connection duckdb = DuckDbDialect.open();
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(expected);
        }
    }
}
