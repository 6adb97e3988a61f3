package org.datawarp.streams.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.junit.jupiter.api.Test;

class StageTableTest {

    private static final String RUN = "0123456789abcdef";

    private static StageTable stage(String dataset) {
        Column column =
                new Column(new ColumnName("cost"), ColumnType.decimal(9, 2), ColumnRole.MEASURE, "GBP", "What it cost");
        return new StageTable(RUN, Table.of(new DatasetName(dataset), List.of(column)));
    }

    @Test
    void isUnloggedAndHasTheValuesUnrounded() {
        assertThat(stage("waits").createSql())
                .startsWith("CREATE UNLOGGED TABLE \"stage\".\"waits_0123456789abcdef\" (")
                .contains("\"cost\" numeric, ");
    }

    @Test
    void copiesTheValuesBetweenPlaceAndKey() {
        assertThat(stage("waits").copySql())
                .isEqualTo("COPY \"stage\".\"waits_0123456789abcdef\" (_sheet_number, _row_number, _place, _total,"
                        + " period_start, period_end, period_kind, \"cost\", _key) FROM STDIN");
    }

    @Test
    void tellsLongNamesApartThatBeginAlike() {
        String one = stage("a".repeat(57) + "b").name();
        String other = stage("a".repeat(57) + "c").name();

        assertThat(one).isNotEqualTo(other).endsWith("_" + RUN + "\"");
        assertThat(one.replaceAll("\"stage\"\\.|\"", "")).hasSizeLessThanOrEqualTo(63);
    }
}
