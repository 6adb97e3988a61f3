package org.datawarp.operate.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process lives, and whether it can do its work now. Answers of the last seconds are given again, so that
 * no client's question burdens the service. Safe for several threads.
 */
public final class Health {

    private static final Duration FRESH = Duration.ofSeconds(2);

    /**
     * How a check went.
     *
     * @param problem empty when it is passed
     */
    public record Check(String name, String problem) {

        boolean isPassed() {
            return problem.isEmpty();
        }
    }

    private final Callable<Optional<Throwable>> failure;
    private final Map<String, Callable<String>> checks = new LinkedHashMap<>();
    private List<Check> last = List.of();
    private @Nullable Long askedNanos;

    /** @param failure what has stopped the process's work for good; empty while nothing has */
    public Health(Callable<Optional<Throwable>> failure) {
        this.failure = failure;
    }

    /** @param check says what is wrong, empty for nothing; must end within seconds */
    public synchronized void add(String name, Callable<String> check) {
        checks.put(name, check);
        askedNanos = null;
    }

    /** What has stopped the process's work for good; empty while nothing has. */
    String death() {
        try {
            return failure.call()
                    .map(cause -> String.valueOf(cause.getMessage()))
                    .orElse("");
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }

    synchronized List<Check> checks() {
        Long asked = askedNanos;
        if (asked == null || System.nanoTime() - asked > FRESH.toNanos()) {
            List<Check> now = new ArrayList<>();
            checks.forEach((name, check) -> now.add(new Check(name, problem(check))));
            last = List.copyOf(now);
            askedNanos = System.nanoTime();
        }
        return last;
    }

    private static String problem(Callable<String> check) {
        try {
            return check.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "asking was interrupted";
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
    }
}
