package org.datawarp.streams.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.release.HoldCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePlanTest {

    /** @param columns such as {@code patients integer} */
    private static Table table(String... columns) {
        List<Column> values = new ArrayList<>();
        for (String column : columns) {
            int space = column.indexOf(' ');
            values.add(new Column(
                    new ColumnName(column.substring(0, space)),
                    ColumnType.parse(column.substring(space + 1)),
                    values.isEmpty() ? ColumnRole.KEY : ColumnRole.MEASURE,
                    "",
                    ""));
        }
        return Table.of(new DatasetName("waits"), values);
    }

    @Test
    void makesATableWithItsKeyAndTheRowBeforeInEachChange() {
        TablePlan plan = TablePlan.of(null, table("provider text", "cost decimal(9,2)"));

        assertThat(DatasetTables.ddl(plan))
                .satisfiesExactly(
                        create -> assertThat(create)
                                .isEqualTo("CREATE TABLE data.\"waits\" (\"_key\" uuid NOT NULL,"
                                        + " \"period_start\" date NOT NULL, \"period_end\" date NOT NULL,"
                                        + " \"period_kind\" text NOT NULL, \"provider\" text, \"cost\" numeric(9,2),"
                                        + " \"_release\" text NOT NULL, \"_file\" text NOT NULL, \"_sheet\" text NOT NULL,"
                                        + " \"_row\" bigint NOT NULL, \"_occurrence\" bigint NOT NULL)"),
                        identity -> assertThat(identity).isEqualTo("ALTER TABLE data.\"waits\" REPLICA IDENTITY FULL"),
                        truncation -> assertThat(truncation).contains("BEFORE TRUNCATE ON data.\"waits\""));
        assertThat(DatasetTables.indexes(plan.table()))
                .satisfiesExactly(
                        key -> assertThat(key)
                                .isEqualTo("ALTER TABLE data.\"waits\" ADD PRIMARY KEY (\"_key\", \"_occurrence\")"),
                        periods -> assertThat(periods).contains("USING brin"));
    }

    @Test
    void doesNothingToATableThatFits() {
        TablePlan plan = TablePlan.of(table("provider text", "n integer"), table("provider text", "n integer"));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(DatasetTables.ddl(plan)).isEmpty();
    }

    @Test
    void addsAndWidensInOneStatement() {
        TablePlan plan =
                TablePlan.of(table("provider text", "n integer"), table("provider text", "n number", "order text"));

        assertThat(DatasetTables.ddl(plan))
                .containsExactly(
                        "ALTER TABLE data.\"waits\" ADD COLUMN \"order\" text, ALTER COLUMN \"n\" TYPE double precision");
    }

    @Test
    void keepsAColumnThatTheManifestLacksAndTakesItOutOfTheKey() {
        TablePlan plan = TablePlan.of(table("provider text", "n integer"), table("site text", "n integer"));

        assertThat(plan.table().valueColumns())
                .extracting(column -> column.name() + " " + column.role())
                .containsExactly("site KEY", "n MEASURE", "provider DIMENSION");
        assertThat(plan.added()).extracting(Column::name).containsExactly(new ColumnName("site"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; integer; integer",
                "integer; number; number",
                "integer; decimal(9,2); decimal(21,2)",
                "integer; decimal(24,2); decimal(24,2)",
                "number; integer; number",
                "decimal(9,2); integer; decimal(21,2)",
                "decimal(9,2); decimal(8,1); decimal(9,2)",
                "decimal(9,2); decimal(9,4); decimal(11,4)",
                "text; text; text",
                "date; date; date"
            })
    void findsTheTypeThatHoldsBoth(String existing, String wanted, String common) {
        assertThat(TablePlan.common(ColumnType.parse(existing), ColumnType.parse(wanted)))
                .isEqualTo(ColumnType.parse(common));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; text",
                "text; integer",
                "number; decimal(9,2)",
                "decimal(9,2); number",
                "decimal(38,0); decimal(9,2)",
                "integer; decimal(38,30)",
                "date; timestamp",
                "boolean; integer"
            })
    void refusesTypesThatDoNotHoldBoth(String existing, String wanted) {
        TablePlan plan = TablePlan.of(table("provider text", "n " + existing), table("provider text", "n " + wanted));

        assertThat(plan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(HoldCode.INCOMPATIBLE_TABLE);
            assertThat(problem.where()).isEqualTo("waits.n");
            assertThat(problem.found()).contains(wanted);
            assertThat(problem.expected()).contains(existing);
        });
    }
}
