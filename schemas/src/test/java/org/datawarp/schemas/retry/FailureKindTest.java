package org.datawarp.schemas.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureKindTest {

    @Test
    @Tag("D5")
    void retriesOnlyWhatPasses() {
        assertThat(FailureKind.values())
                .filteredOn(FailureKind::isRetryable)
                .containsExactly(
                        FailureKind.UNREACHABLE,
                        FailureKind.BUSY,
                        FailureKind.SITE_FAILED,
                        FailureKind.CUT_SHORT,
                        FailureKind.STALLED,
                        FailureKind.DATABASE_AWAY,
                        FailureKind.OUT_OF_RESOURCES,
                        FailureKind.CONFLICT,
                        FailureKind.SLOT_BUSY,
                        FailureKind.BROKER_AWAY);
    }

    @Test
    void saysOfEachInHalfASentenceWhatToDo() {
        for (FailureKind kind : FailureKind.values()) {
            assertThat(kind.advice()).as(kind.name()).isNotBlank().doesNotEndWith(".");
        }
    }
}
