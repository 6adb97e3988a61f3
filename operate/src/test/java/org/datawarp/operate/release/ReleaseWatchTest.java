package org.datawarp.operate.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseWatchTest {

    @ParameterizedTest
    @CsvSource({
        // A look that costs next to nothing is not asked for all the time.
        "PT0S, PT0.15S",
        "PT0.016S, PT0.15S",
        // Then it may take a tenth of a core.
        "PT0.1S, PT0.9S",
        // The waiting caller gets its answer in time, however busy the database is.
        "PT1S, PT2S",
        "PT10M, PT2S",
    })
    void pausesAsLongAsALookIsWorth(Duration look, Duration pause) {
        assertThat(ReleaseWatch.pauseAfter(look)).isEqualTo(pause);
    }
}
