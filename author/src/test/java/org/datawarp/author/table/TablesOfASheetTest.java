package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.author.table.DrawnSheet.count;
import static org.datawarp.author.table.DrawnSheet.inspect;
import static org.datawarp.author.table.DrawnSheet.names;
import static org.datawarp.author.table.DrawnSheet.table;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several tables in one sheet, and several blocks of one table. */
class TablesOfASheetTest {

    @Test
    void tellsStackedTablesApart() {
        InspectedSheet sheet = inspect("""
                Tried to get an appointment
                Region|White|Mixed
                North|1|2
                South|3|4
                East|5|6

                Succeeded in getting one
                Region|Seen|Not seen
                North|7|8
                South|9|10
                East|11|12
                """);

        assertThat(sheet.tables()).hasSize(2);
        assertThat(sheet.tables().get(0).dataRows()).isEqualTo(3);
        assertThat(sheet.tables().get(1).title()).isEqualTo("Succeeded in getting one");
        assertThat(names(sheet.tables().get(1))).containsExactly("region", "seen", "not_seen");
    }

    @Test
    void tellsTablesSideBySideApart() {
        InspectedSheet sheet = inspect("""
                Age|Deaths||Region|Deaths
                0-14|1||North|10
                15-64|2||South|20
                65+|3||East|30
                """);

        assertThat(sheet.tables()).extracting(InspectedTable::region).containsExactly("A1:B4", "D1:E4");
        assertThat(count(sheet, InspectedRowKind.DATA)).isEqualTo(3);
    }

    @Test
    void readsRepeatedLabelsAtTheRightAsOneTable() {
        InspectedTable table = table("""
                ||All causes|||Caries|
                Code|Name|Age 0-5||Code|Age 0-5
                E01|Derby|1||E01|2
                E02|Leicester|3||E02|4
                E03|Rutland|5||E03|6
                """);

        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(table.columns()).hasSize(4);
    }

    @Test
    void makesADimensionOfSections() {
        InspectedSheet sheet = inspect("""
                Age|Week 1|Week 2
                Persons
                0-14|1|2
                15+|3|4
                Males
                0-14|5|6
                15+|7|8
                """);
        InspectedTable table = sheet.tables().get(0);

        assertThat(table.sectionColumns()).containsExactly("section");
        assertThat(table.rows())
                .contains(Arrays.asList("Persons", "0-14", 1L, 2L), Arrays.asList("Males", "15+", 7L, 8L));
        assertThat(count(sheet, InspectedRowKind.SECTION)).isEqualTo(2);
    }

    @Test
    void fillsParentLabelsDown() {
        InspectedTable table = table("""
                Region|Name|Count
                North|Leeds|1
                |York|2
                |Hull|3
                South|Kent|4
                |Dover|5
                """);

        assertThat(table.rows()).contains(List.of("North", "Hull", 3L), List.of("South", "Dover", 5L));
    }

    @Test
    void setsTotalsAndNationalRowsApart() {
        InspectedTable table = table("""
                Region|Code|Name|Count
                -|-|England|60
                North|RRK|Birmingham|10
                North|R1H|Barts|20
                South|RAS|Hillingdon|30
                Total|||60
                """);

        assertThat(table.dataRows()).isEqualTo(3);
        assertThat(table.totalRows()).isEqualTo(2);
        assertThat(table.totals().get(0)).containsExactly(null, null, "England", 60L);
        assertThat(table.columns().get(0).marks()).containsExactly("-");
    }

    @Test
    void readsRepeatedHeadingsOnce() {
        InspectedSheet sheet = inspect("""
                Code|Name|Count
                RRK|Birmingham|10
                R1H|Barts|20

                Code|Name|Count
                RAS|Hillingdon|30
                RYY|Kent|40
                """);

        assertThat(sheet.tables()).hasSize(1);
        assertThat(sheet.tables().get(0).dataRows()).isEqualTo(4);
        assertThat(count(sheet, InspectedRowKind.HEADING)).isEqualTo(2);
    }

    @Test
    void keepsOneTableUnderHeadingsOfItsLabelsOnly() {
        InspectedTable table = table("""
                |||Home|Hospice
                ||ENGLAND|100|10
                ||LONDON|50|5

                Region|ICB Code|ICB Name|
                LONDON|QRV|North West London|20|2
                LONDON|QWE|South West London|30|3

                Region|Org Code|Org Name|
                LONDON|RAJ|Mid and South|20|2
                LONDON|RC9|Bedfordshire|30|-
                """);

        assertThat(names(table)).containsExactly("region", "code", "name", "home", "hospice");
        assertThat(table.dataRows()).isEqualTo(5);
        assertThat(table.totalRows()).isEqualTo(1);
    }
}
