package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08006,DATABASE_AWAY",
        "57P01,DATABASE_AWAY",
        "53100,DATABASE_AWAY",
        "55006,SLOT_BUSY",
        "55000,UNEXPECTED",
        "28P01,UNEXPECTED"
    })
    void knowsTheDatabasesTroubleByItsState(String state, FailureKind kind) {
        Exception failure = new IllegalStateException(new SQLException("wording does not matter", state));

        assertThat(CaptureFailures.kindOf(failure)).isEqualTo(kind);
    }

    @Test
    void knowsTheOthersByTheirTypeHoweverDeep() {
        assertThat(CaptureFailures.kindOf(new IllegalStateException(new TimeoutException())))
                .isEqualTo(FailureKind.BROKER_AWAY);
        assertThat(CaptureFailures.kindOf(new EOFException())).isEqualTo(FailureKind.DATABASE_AWAY);
        assertThat(CaptureFailures.kindOf(new CaptureGapException("gap"))).isEqualTo(FailureKind.GAP);
        assertThat(CaptureFailures.kindOf(new RuntimeException(new UnsupportedChangeException("no"))))
                .isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(CaptureFailures.kindOf(new AuthorizationException("no"))).isEqualTo(FailureKind.UNEXPECTED);
    }

    @Test
    void endsAtARecordThatIsDamaged() {
        FailureKind kind = CaptureFailures.kindOf(new KafkaException("words", new CorruptRecordException("words")));

        assertThat(kind).isEqualTo(FailureKind.DAMAGED_LOG);
        assertThat(CaptureFailures.mayTryAgain(kind, 1)).isFalse();
    }

    @Test
    void triesAgainForEverWhenTroublePassesAndNeverWhenAGapWouldBeSkipped() {
        assertThat(CaptureFailures.mayTryAgain(FailureKind.DATABASE_AWAY, 1_000_000))
                .isTrue();
        assertThat(CaptureFailures.mayTryAgain(FailureKind.GAP, 1)).isFalse();
        assertThat(CaptureFailures.mayTryAgain(FailureKind.UNEXPECTED, 5)).isTrue();
        assertThat(CaptureFailures.mayTryAgain(FailureKind.UNEXPECTED, 6)).isFalse();
    }
}
