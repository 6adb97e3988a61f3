package org.datawarp.operate.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenRunsTest {

    @Test
    void areTheSameAfterTheyWereKeptAsText() {
        OpenRuns open = new OpenRuns();
        open.open("one");
        open.open("two");
        open.close("one");
        open.open("three");

        assertThat(OpenRuns.of(open.text()).all()).containsExactly("two", "three");
        assertThat(OpenRuns.of("").all()).isEmpty();
    }

    @Test
    void forgetTheOldestWhereThereIsNoRoom() {
        OpenRuns open = new OpenRuns();
        for (int run = 0; run < 1_000; run++) {
            open.open("%016x".formatted(run));
        }

        assertThat(open.text()).hasSizeLessThanOrEqualTo(4_000);
        assertThat(OpenRuns.of(open.text()).all())
                .contains("%016x".formatted(999))
                .doesNotContain("%016x".formatted(0));
    }
}
