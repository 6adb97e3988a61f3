package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.datawarp.schemas.event.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Capture on a real broker and a real database, which start with the class and are emptied before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CaptureScenario {

    private static final Duration LONG = Duration.ofSeconds(90);

    protected final AtomicReference<@Nullable CaptureException> failure = new AtomicReference<>();
    protected final List<Event> events = new CopyOnWriteArrayList<>();
    protected CaptureStack stack;
    protected CapturedTopics topics;

    @SuppressWarnings("NullAway.Init")
    CaptureScenario() {}

    @BeforeAll
    void startStack(@TempDir Path directory) {
        stack = CaptureStack.start(directory);
        topics = new CapturedTopics(stack.client());
    }

    @AfterAll
    void stopStack() {
        stack.close();
    }

    @BeforeEach
    void empty() throws Exception {
        stack.empty();
        failure.set(null);
        events.clear();
    }

    /** Started, and ready. */
    protected ChangeCapture capture() throws Exception {
        ChangeCapture capture = started();
        capture.awaitReady(LONG);
        return capture;
    }

    protected ChangeCapture started() {
        ChangeCapture capture = new ChangeCapture(stack.settings(), events::add, InstantSource.system(), failure::set);
        capture.start();
        return capture;
    }

    /** Captures until this many transactions have ended in the topic since the beginning of the test. */
    protected void captureUntilEnded(int transactions) throws Exception {
        try (ChangeCapture capture = capture()) {
            awaitEnded(transactions);
            assertThat(capture.health().problem()).isNull();
        }
    }

    /** What ended capture for good. */
    protected CaptureException awaitFailure() {
        eventually(() -> assertThat(failure.get()).isNotNull());
        return Objects.requireNonNull(failure.get());
    }

    protected void awaitEnded(int transactions) {
        eventually(() -> assertThat(topics.ended()).hasSizeGreaterThanOrEqualTo(transactions));
    }

    protected static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
