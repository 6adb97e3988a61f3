package org.datawarp.streams.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.schemas.retry.FailureKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08006, DATABASE_AWAY",
        "08001, DATABASE_AWAY",
        "57P01, DATABASE_AWAY",
        "57P03, DATABASE_AWAY",
        "53300, DATABASE_AWAY",
        "40P01, CONFLICT",
        "22003, REFUSED_DATA",
        "23505, REFUSED_DATA",
        "54000, REFUSED_DATA",
        "53100, OUT_OF_RESOURCES",
        "28P01, UNEXPECTED",
        "42601, UNEXPECTED"
    })
    void goesByTheSqlState(String state, FailureKind kind) {
        assertThat(DatabaseFailures.kindOf(new IllegalStateException(new SQLException("words", state))))
                .isEqualTo(kind);
    }

    @Test
    void knowsThatAnotherLoaderTookOver() {
        assertThat(DatabaseFailures.kindOf(new FencedException(new TopicPartition("t", 0), 7)))
                .isEqualTo(FailureKind.FENCED);
    }

    @Test
    @Tag("D4")
    void knowsThatKafkaIsAway() {
        assertThat(DatabaseFailures.kindOf(new IllegalStateException(new TimeoutException("words"))))
                .isEqualTo(FailureKind.BROKER_AWAY);
    }

    @Test
    void endsAtARecordThatIsDamaged() {
        FailureKind kind = DatabaseFailures.kindOf(new KafkaException("words", new CorruptRecordException("words")));

        assertThat(kind).isEqualTo(FailureKind.DAMAGED_LOG);
        assertThat(kind.isRetryable()).isFalse();
    }
}
