package org.datawarp.streams.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {

    @ParameterizedTest
    @CsvSource({
        "08006, LOST_CONNECTION",
        "08001, LOST_CONNECTION",
        "57P01, LOST_CONNECTION",
        "57P03, LOST_CONNECTION",
        "53300, LOST_CONNECTION",
        "40P01, CONFLICT",
        "22003, REFUSED_DATA",
        "23505, REFUSED_DATA",
        "54000, REFUSED_DATA",
        "53100, OUT_OF_RESOURCES",
        "28P01, OTHER",
        "42601, OTHER"
    })
    void goesByTheSqlState(String state, FailureKind kind) {
        assertThat(FailureKind.of(new IllegalStateException(new SQLException("words", state))))
                .isEqualTo(kind);
    }

    @Test
    void knowsThatAnotherLoaderTookOver() {
        assertThat(FailureKind.of(new FencedException(new TopicPartition("t", 0), 7)))
                .isEqualTo(FailureKind.FENCED);
    }

    @Test
    @Tag("D4")
    void knowsThatKafkaIsAway() {
        assertThat(FailureKind.of(new IllegalStateException(new TimeoutException("words"))))
                .isEqualTo(FailureKind.BROKER_AWAY);
    }

    @Test
    void endsAtARecordThatIsDamaged() {
        FailureKind kind = FailureKind.of(new KafkaException("words", new CorruptRecordException("words")));

        assertThat(kind).isEqualTo(FailureKind.DAMAGED_LOG);
        assertThat(kind.isPassing()).isFalse();
    }

    @Test
    @Tag("D5")
    void retriesOnlyWhatPasses() {
        assertThat(FailureKind.values())
                .filteredOn(FailureKind::isPassing)
                .containsExactly(
                        FailureKind.LOST_CONNECTION,
                        FailureKind.CONFLICT,
                        FailureKind.OUT_OF_RESOURCES,
                        FailureKind.BROKER_AWAY);
    }
}
