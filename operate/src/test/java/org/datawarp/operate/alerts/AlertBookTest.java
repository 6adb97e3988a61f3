package org.datawarp.operate.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.datawarp.operate.metrics.Measurement;
import org.datawarp.operate.metrics.Measurements;
import org.datawarp.operate.metrics.Metric;
import org.junit.jupiter.api.Test;

/** When an alert fires, is over, and is told. */
class AlertBookTest {

    private static final Instant START = Instant.parse("2025-04-10T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String SLACK = "slack";

    private final AlertBook book = new AlertBook(List.of(), List.of());
    private Instant now = START;

    private void minutes(long minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private void kafkaAnswers(double answers) {
        book.judge(
                new Measurements()
                        .put(
                                Metric.PROCESS_SERVICE_ANSWERS,
                                List.of(Measurement.of(answers, List.of("kafka"), "no answer"))),
                now);
    }

    private List<String> told(String target) {
        List<Notice> due = book.due(target, DAY, now);
        book.tell(target, due, now);
        return due.stream()
                .map(one -> one.state() + " " + one.alert().id() + " " + one.place())
                .toList();
    }

    @Test
    void firesOnceItsCauseHasHeldForItsTime() {
        kafkaAnswers(0);
        assertThat(told(SLACK)).isEmpty();
        minutes(1);
        kafkaAnswers(0);
        assertThat(told(SLACK)).isEmpty();
        minutes(1);
        kafkaAnswers(0);
        assertThat(told(SLACK)).containsExactly("FIRING service-down [kafka]");
    }

    @Test
    void startsAnewWhenItsCauseWasGoneBeforeItsTime() {
        kafkaAnswers(0);
        minutes(1);
        kafkaAnswers(1);
        minutes(1);
        kafkaAnswers(0);
        minutes(1);
        kafkaAnswers(0);

        assertThat(told(SLACK)).isEmpty();
    }

    private void fire() {
        kafkaAnswers(0);
        minutes(2);
        kafkaAnswers(0);
    }

    @Test
    void isToldOnceAndAgainOnlyAfterTheStatedTime() {
        fire();
        assertThat(told(SLACK)).hasSize(1);
        minutes(24 * 60 - 1);
        kafkaAnswers(0);
        assertThat(told(SLACK)).isEmpty();
        minutes(1);
        kafkaAnswers(0);
        assertThat(told(SLACK)).containsExactly("STILL_FIRING service-down [kafka]");
        assertThat(told(SLACK)).isEmpty();
    }

    @Test
    void isOverOnceItsCauseIsGoneForAWhile() {
        fire();
        told(SLACK);
        kafkaAnswers(1);
        assertThat(told(SLACK)).as("a moment is no end").isEmpty();
        minutes(2);
        kafkaAnswers(1);
        assertThat(told(SLACK)).containsExactly("OVER service-down [kafka]");
        assertThat(told(SLACK)).isEmpty();
    }

    @Test
    void doesNotWaverWithItsCause() {
        fire();
        told(SLACK);
        for (int i = 0; i < 5; i++) {
            minutes(1);
            kafkaAnswers(i % 2);
        }

        assertThat(told(SLACK)).isEmpty();
    }

    @Test
    void firesAgainAfterItWasOver() {
        fire();
        told(SLACK);
        kafkaAnswers(1);
        minutes(2);
        kafkaAnswers(1);
        told(SLACK);
        minutes(60);
        fire();

        assertThat(told(SLACK)).containsExactly("FIRING service-down [kafka]");
    }

    @Test
    void staysAsItIsWhileItsCauseIsNotKnown() {
        fire();
        told(SLACK);
        minutes(60);
        book.judge(new Measurements(), now);

        assertThat(told(SLACK)).isEmpty();
        assertThat(book.firing(Alert.SERVICE_DOWN)).isEqualTo(1);
    }

    @Test
    void tellsEachTargetForItself() {
        fire();
        assertThat(told(SLACK)).hasSize(1);
        minutes(30);

        assertThat(told("email")).hasSize(1);
        assertThat(told(SLACK)).isEmpty();
    }

    @Test
    void doesNotTellOfTheEndOfWhatATargetNeverHeard() {
        fire();
        told(SLACK);
        kafkaAnswers(1);
        minutes(2);
        kafkaAnswers(1);

        assertThat(told("email")).isEmpty();
    }

    @Test
    void goesOnWhereItWasKept() {
        fire();
        told(SLACK);
        AlertBook next = new AlertBook(book.standings(), book.told());

        assertThat(next.due(SLACK, DAY, now)).isEmpty();
        assertThat(next.firing(Alert.SERVICE_DOWN)).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsLongOver() {
        fire();
        kafkaAnswers(1);
        minutes(2);
        kafkaAnswers(1);
        assertThat(book.standings()).hasSize(1);
        now = now.plus(AlertBook.SHOWN).plusSeconds(1);
        kafkaAnswers(1);

        assertThat(book.standings()).isEmpty();
    }
}
