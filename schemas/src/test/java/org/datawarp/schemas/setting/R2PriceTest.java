package org.datawarp.schemas.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class R2PriceTest {

    /** As in the examples of the price list: a unit that is used in part is charged in full. */
    @ParameterizedTest
    @CsvSource({
        "STORED, 0, 0",
        "STORED, 10000000000, 0",
        "STORED, 10000000001, 0.015",
        "STORED, 11100000000, 0.030",
        "STORED, 1000000000000, 14.850",
        "CLASS_A, 1000000, 0",
        "CLASS_A, 1000001, 4.50",
        "CLASS_A, 2000001, 9.00",
        "CLASS_B, 10000000, 0",
        "CLASS_B, 300000000, 104.40"
    })
    void chargesWhatIsBeyondTheAllowance(R2Price price, long used, String dollars) {
        assertThat(price.dollars(used)).isEqualByComparingTo(dollars);
    }
}
