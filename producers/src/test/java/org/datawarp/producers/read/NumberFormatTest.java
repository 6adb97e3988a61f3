package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/mm/yyyy",
                "mmm-yy",
                "mmmm yyyy",
                "d mmmm",
                "yyyy",
                "mm",
                "m/d/yy h:mm",
                "[$-809]dd mmmm yyyy;@",
                "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                "[Red]dd-mmm-yy",
                "yyyy\\-mm\\-dd\\ hh:mm:ss.000",
                "\"w/e\" dd/mm/yyyy",
                "DD/MM/YYYY",
                "hh:mm AM/PM dd/mm/yy"
            })
    void seesADate(String code) {
        assertThat(NumberFormat.of(code).date()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "General",
                "0",
                "0.00",
                "#,##0",
                "0.0%",
                "0.00E+00",
                "@",
                "h:mm",
                "hh:mm:ss AM/PM",
                "[h]:mm:ss",
                "mm:ss.0",
                "0\" days\"",
                "#,##0_d",
                "\"Day \"0",
                "0\\d",
                "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-",
                "[$£-809]#,##0.00",
                "0;;;dd",
                "# ?/?"
            })
    void seesNoDate(String code) {
        assertThat(NumberFormat.of(code).date()).isFalse();
    }

    @Test
    void knowsTheFormatsThatWorkbooksLeaveUndefined() {
        assertThat(NumberFormat.builtIn(0)).isEqualTo(NumberFormat.GENERAL);
        assertThat(NumberFormat.builtIn(9)).isEqualTo(new NumberFormat("0%", false));
        assertThat(NumberFormat.builtIn(14)).isEqualTo(new NumberFormat("mm-dd-yy", true));
        assertThat(NumberFormat.builtIn(17)).isEqualTo(new NumberFormat("mmm-yy", true));
        assertThat(NumberFormat.builtIn(22).date()).isTrue();
        assertThat(NumberFormat.builtIn(46).date()).isFalse();
        assertThat(NumberFormat.builtIn(43).date()).isFalse();
        assertThat(NumberFormat.builtIn(200)).isEqualTo(NumberFormat.GENERAL);
    }
}
