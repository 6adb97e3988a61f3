package org.datawarp.streams.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Why a release was held. */
public final class HoldReasonAssert {

    private HoldReasonAssert() {}

    /** @param parts of what the only reason says */
    public static void assertReason(List<HoldReason> reasons, HoldCode code, String... parts) {
        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.toString()).contains(parts);
            assertThat(reason.advice()).isNotBlank();
        });
    }
}
