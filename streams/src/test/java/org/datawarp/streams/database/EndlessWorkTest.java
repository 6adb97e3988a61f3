package org.datawarp.streams.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.datawarp.schemas.retry.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndlessWorkTest {

    private static final Backoff DAY = Backoff.steady(Duration.ofDays(1));

    @Test
    void endsInTheMiddleOfARestWhenItIsClosed() throws Exception {
        EndlessWork work = new EndlessWork(DAY);
        CountDownLatch resting = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            work.begin();
            while (!work.isClosing()) {
                resting.countDown();
                work.restAfter(System.nanoTime());
            }
            work.end();
        });
        thread.start();
        resting.await();
        List<String> woken = new ArrayList<>();

        assertThat(work.close(() -> woken.add("woken"))).isTrue();

        assertThat(woken).containsExactly("woken");
        thread.join();
    }

    @Test
    void isClosedAtOnceWhenItNeverBegan() {
        assertThat(new EndlessWork(DAY).close(() -> {})).isTrue();
    }

    @Test
    void isLeftAsItIsWhenWhoeverClosesItIsInterrupted() {
        EndlessWork work = new EndlessWork(DAY);
        work.begin();

        Thread.currentThread().interrupt();

        assertThat(work.close(() -> {})).as("left while it works").isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void beginsOnce() {
        EndlessWork work = new EndlessWork(DAY);
        work.begin();

        assertThatThrownBy(work::begin).isInstanceOf(IllegalStateException.class);
    }
}
