package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LsnTest {

    @Test
    void readsAndWritesPositionsAsPostgresqlDoes() {
        long lsn = 0x16_B374_D848L;

        assertThat(Lsn.text(lsn)).isEqualTo("16/B374D848");
        assertThat(Lsn.parse("16/B374D848")).isEqualTo(lsn);
        assertThat(Lsn.parse(Lsn.text(0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);
    }
}
