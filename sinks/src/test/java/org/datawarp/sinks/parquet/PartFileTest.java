package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    private static final PartColumns COLUMNS = PartColumns.of(Samples.COLUMNS);
    private static final YearMonth MAY = YearMonth.of(2025, 5);

    @TempDir
    Path directory;

    @Test
    void returnsTheRowsThatWereWritten() throws IOException {
        var full = Samples.row(MAY, "RA1 é€\uD83D\uDE00", 7L);
        var sparse = Samples.row(MAY, "", null);

        LocalPart part = write("a.parquet", List.of(full, sparse));

        assertThat(read(part.file(), COLUMNS)).containsExactly(full, sparse);
        assertThat(PartReader.columnsOf(part.file())).isEqualTo(COLUMNS);
        assertThat(part.bytes()).isEqualTo(Files.size(part.file()));
    }

    @Test
    void startsANewRowGroupAfterSoManyRows() throws IOException, SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 140_000; i++) {
            rows.add(Samples.row(MAY, "P" + i % 100, i % 500));
        }

        LocalPart part = write("a.parquet", rows);

        assertThat(query("select count(distinct row_group_id)::varchar from parquet_metadata('%s')"
                        .formatted(part.file())))
                .containsExactly("2");
        assertThat(read(part.file(), COLUMNS)).isEqualTo(rows);
    }

    @Test
    void tellsTheLeastAndGreatestValueOfEveryColumn() throws IOException, SQLException {
        LocalPart part = write("a.parquet", List.of(Samples.row(MAY, "RB1", 7L), Samples.row(MAY, "RA1", 9L)));

        assertThat(query("select concat_ws('|', path_in_schema, stats_min_value, stats_max_value)"
                        + " from parquet_metadata('%s') where path_in_schema in ('provider', 'referrals', 'cost')"
                                .formatted(part.file())))
                .containsExactly("provider|RA1|RB1", "referrals|7|9", "cost|-0.09|-0.07");
        assertThat(query("select path_in_schema from parquet_metadata('%s') where stats_min_value is null"
                        .formatted(part.file())))
                .isEmpty();
    }

    @Test
    void isReadByDuckDbWithEveryType() throws IOException, SQLException {
        LocalPart part = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L), Samples.row(MAY, "RB1", null)));

        assertThat(query("""
                        select concat_ws('|', period_start, period_end, period_kind, provider, referrals, share, cost,
                                         budget, total, final, opened, updated, _release, _sheet, _row, _occurrence)
                        from '%s' order by provider""".formatted(part.file())))
                .containsExactly(
                        "2025-05-01|2025-05-31|month|RA1|7|0.875|-0.07|700000.0049|-12345678901234567890123456.654321|"
                                + "false|1900-01-07|1969-12-31 23:59:59.999999|2025-05|Table 3|17|1",
                        "2025-05-01|2025-05-31|month|RB1|2025-05|Table 3|17|1");
        assertThat(query("select column_type from (describe select * from '%s')".formatted(part.file())))
                .containsExactly(
                        "DATE",
                        "DATE",
                        "VARCHAR",
                        "VARCHAR",
                        "BIGINT",
                        "DOUBLE",
                        "DECIMAL(9,2)",
                        "DECIMAL(18,4)",
                        "DECIMAL(38,6)",
                        "BOOLEAN",
                        "DATE",
                        "TIMESTAMP",
                        "VARCHAR",
                        "VARCHAR",
                        "VARCHAR",
                        "BIGINT",
                        "BIGINT");
    }

    @Test
    void keepsStatisticsThatLetReadersSkip() throws IOException, SQLException {
        LocalPart part = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L), Samples.row(MAY, "RB1", 9L)));

        assertThat(query("""
                        select concat_ws('|', path_in_schema, stats_min_value, stats_max_value, compression)
                        from parquet_metadata('%s') where path_in_schema in ('period_start', 'provider', 'referrals')
                        order by column_id""".formatted(part.file())))
                .containsExactly(
                        "period_start|2025-05-01|2025-05-01|ZSTD", "provider|RA1|RB1|ZSTD", "referrals|7|9|ZSTD");
    }

    @Test
    @Tag("A12")
    void givesTheSameBytesForTheSameRows() throws IOException {
        List<List<@Nullable Object>> rows = List.of(Samples.row(MAY, "RA1", 7L));

        assertThat(write("a.parquet", rows).sha256())
                .isEqualTo(write("b.parquet", rows).sha256());
    }

    @Test
    void leavesNoFileWhenItIsNotFinished() throws IOException {
        try (PartWriter writer = new PartWriter(directory.resolve("a.parquet"), COLUMNS)) {
            writer.write(Samples.row(MAY, "RA1", 7L));
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void readsNarrowerColumnsAsWiderOnes() throws IOException {
        LocalPart part = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L)));
        List<ChangeColumn> wider = List.of(
                Samples.COLUMNS.get(0),
                Samples.COLUMNS.get(1),
                Samples.COLUMNS.get(2),
                new ChangeColumn("referrals", ColumnType.decimal(20, 1)),
                new ChangeColumn("share", ColumnType.TEXT),
                new ChangeColumn("cost", ColumnType.NUMBER),
                new ChangeColumn("budget", ColumnType.decimal(20, 5)),
                new ChangeColumn("final", ColumnType.TEXT),
                new ChangeColumn("opened", ColumnType.TIMESTAMP),
                new ChangeColumn("updated", ColumnType.TEXT),
                new ChangeColumn("absent", ColumnType.TEXT));

        List<@Nullable Object> row = read(part.file(), PartColumns.of(wider)).get(0);

        assertThat(row.subList(3, 11))
                .containsExactly(
                        new BigDecimal("7.0"),
                        "0.875",
                        -0.07,
                        new BigDecimal("700000.00490"),
                        "false",
                        LocalDate.of(1900, 1, 7).atStartOfDay(),
                        "1969-12-31 23:59:59.999999",
                        null);
    }

    @Test
    void joinsPartsGroupByGroup() throws IOException, SQLException {
        Path a = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L))).file();
        Path b = write("b.parquet", List.of(Samples.row(MAY, "RB1", null))).file();

        PartCopy.concatenate(List.of(a, b), COLUMNS, directory.resolve("ab.parquet"));

        assertThat(read(directory.resolve("ab.parquet"), COLUMNS))
                .containsExactly(Samples.row(MAY, "RA1", 7L), Samples.row(MAY, "RB1", null));
        assertThat(query(
                        "select provider from '%s' where referrals is null".formatted(directory.resolve("ab.parquet"))))
                .containsExactly("RB1");
    }

    @Test
    void joinsPartsOfDifferentColumnsRowByRow() throws IOException {
        Path a = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L))).file();
        PartColumns wider = COLUMNS.and(PartColumns.of(List.of(
                Samples.COLUMNS.get(0),
                Samples.COLUMNS.get(1),
                Samples.COLUMNS.get(2),
                new ChangeColumn("region", ColumnType.TEXT))));

        PartCopy.concatenate(List.of(a, a), wider, directory.resolve("aa.parquet"));

        assertThat(read(directory.resolve("aa.parquet"), wider)).hasSize(2);
        assertThat(PartReader.columnsOf(directory.resolve("aa.parquet"))).isEqualTo(wider);
    }

    @Test
    void refusesToReadAColumnAsANarrowerOne() throws IOException {
        LocalPart part = write("a.parquet", List.of(Samples.row(MAY, "RA1", 7L)));
        PartColumns narrower = COLUMNS.and(PartColumns.of(List.of(
                Samples.COLUMNS.get(0),
                Samples.COLUMNS.get(1),
                Samples.COLUMNS.get(2),
                new ChangeColumn("share", ColumnType.INTEGER))));

        assertThatThrownBy(() -> read(part.file(), narrower))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read number as integer: a column's type may only be widened");
    }

    @Test
    void writesNumbersAsTextAsPostgreSqlDoes() {
        var text = Widening.between(ColumnType.NUMBER, ColumnType.TEXT);

        assertThat(List.of(5.0, 0.1, -2.5, 1e20, 1.5e-7, 123456789012345.0, 1e15, 0.0001, 0.0, 1234567.25).stream()
                        .map(text))
                .containsExactly(
                        "5",
                        "0.1",
                        "-2.5",
                        "1e+20",
                        "1.5e-07",
                        "123456789012345",
                        "1e+15",
                        "0.0001",
                        "0",
                        "1234567.25");
        assertThat(Widening.between(ColumnType.TIMESTAMP, ColumnType.TEXT).apply(LocalDateTime.of(2025, 5, 1, 9, 30)))
                .isEqualTo("2025-05-01 09:30:00");
    }

    private LocalPart write(String name, List<List<@Nullable Object>> rows) throws IOException {
        try (PartWriter writer = new PartWriter(directory.resolve(name), COLUMNS)) {
            for (List<@Nullable Object> row : rows) {
                writer.write(row);
            }
            return writer.finish();
        }
    }

    private static List<List<@Nullable Object>> read(Path file, PartColumns columns) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (PartReader reader = new PartReader(file, columns)) {
            for (var row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duckdb.createStatement().executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
