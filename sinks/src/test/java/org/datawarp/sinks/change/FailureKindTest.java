package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {

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

        assertThat(FailureKind.of(failure)).isEqualTo(kind);
    }

    @Test
    void knowsTheOthersByTheirTypeHoweverDeep() {
        assertThat(FailureKind.of(new IllegalStateException(new TimeoutException())))
                .isEqualTo(FailureKind.BROKER_AWAY);
        assertThat(FailureKind.of(new EOFException())).isEqualTo(FailureKind.DATABASE_AWAY);
        assertThat(FailureKind.of(new CaptureGapException("gap"))).isEqualTo(FailureKind.GAP);
        assertThat(FailureKind.of(new RuntimeException(new UnsupportedChangeException("no"))))
                .isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(FailureKind.of(new AuthorizationException("no"))).isEqualTo(FailureKind.UNEXPECTED);
    }

    @Test
    void endsAtARecordThatIsDamaged() {
        FailureKind kind = FailureKind.of(new KafkaException("words", new CorruptRecordException("words")));

        assertThat(kind).isEqualTo(FailureKind.DAMAGED_LOG);
        assertThat(kind.mayTryAgain(1)).isFalse();
    }

    @Test
    void triesAgainForEverWhenTroublePassesAndNeverWhenAGapWouldBeSkipped() {
        assertThat(FailureKind.DATABASE_AWAY.mayTryAgain(1_000_000)).isTrue();
        assertThat(FailureKind.GAP.mayTryAgain(1)).isFalse();
        assertThat(FailureKind.UNEXPECTED.mayTryAgain(5)).isTrue();
        assertThat(FailureKind.UNEXPECTED.mayTryAgain(6)).isFalse();
    }

    @Test
    void pausesLongerEachTimeUpToAQuarterOfAMinute() {
        assertThat(FailureKind.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(FailureKind.pauseAfter(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(FailureKind.pauseAfter(5)).isEqualTo(Duration.ofSeconds(15));
        assertThat(FailureKind.pauseAfter(1_000)).isEqualTo(Duration.ofSeconds(15));
    }
}
