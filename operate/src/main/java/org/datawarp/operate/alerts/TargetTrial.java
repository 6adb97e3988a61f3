package org.datawarp.operate.alerts;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.setting.AlertSettings;

/** Sends a test message each way, and says how each was answered. */
public final class TargetTrial {

    private TargetTrial() {}

    /**
     * How one went.
     *
     * @param target its kind
     * @param where it is, without anything secret
     * @param answer in words
     */
    public record Result(String target, String where, boolean isTaken, String answer) {}

    /** @return in the order of the settings; none when no target is set */
    public static List<Result> of(AlertSettings settings) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        Message test =
                new Message(settings.telling().from(), InstantSource.system().instant(), List.of());
        for (AlertTarget target : AlertTarget.of(settings)) {
            long begun = System.nanoTime();
            try {
                String answer = target.send(test);
                long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
                results.add(
                        new Result(target.name(), target.where(), true, "%s after %,d ms".formatted(answer, millis)));
            } catch (IOException e) {
                results.add(new Result(target.name(), target.where(), false, String.valueOf(e.getMessage())));
            }
        }
        return results;
    }
}
