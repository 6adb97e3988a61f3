package org.datawarp.schemas.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15), 4);

    private final List<Duration> slept = new ArrayList<>();
    private int made;

    @Test
    void pausesTwiceAsLongEachTimeUpToTheLongest() {
        assertThat(BACKOFF.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(BACKOFF.pauseAfter(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(BACKOFF.pauseAfter(5)).isEqualTo(Duration.ofSeconds(15));
        assertThat(BACKOFF.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void pausesEquallyLongWhereItIsSteady() {
        Backoff steady = Backoff.steady(Duration.ofSeconds(2));

        assertThat(steady.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(steady.pauseAfter(9)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void triesAgainUntilItWorks() throws Exception {
        String answer = BACKOFF.call(() -> failTwice("done"), (failure, pause) -> Optional.of(pause), slept::add);

        assertThat(answer).isEqualTo("done");
        assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void throwsWhatTheLastAttemptThrew() {
        assertThatThrownBy(() -> BACKOFF.call(this::fail, (failure, pause) -> Optional.of(pause), slept::add))
                .isInstanceOf(IOException.class)
                .hasMessage("attempt 4");
        assertThat(slept).hasSize(3);
    }

    @Test
    void givesUpWhenItIsDecided() {
        assertThatThrownBy(() -> BACKOFF.call(this::fail, (failure, pause) -> Optional.empty(), slept::add))
                .hasMessage("attempt 1");
        assertThat(slept).isEmpty();
    }

    private String failTwice(String answer) throws IOException {
        return made < 2 ? fail() : answer;
    }

    private String fail() throws IOException {
        made++;
        throw new IOException("attempt " + made);
    }
}
