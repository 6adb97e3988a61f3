package org.datawarp.streams.release;

import java.util.List;
import java.util.stream.Collectors;

/** A release cannot be applied again now. Nothing was changed; the message says why, and what to do. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayRefusedException(String message) {
        super(message);
    }

    public static ReplayRefusedException underWay(ReleaseStatus release) {
        return new ReplayRefusedException(
                "Cannot apply %s %s again: found another replay of it under way, expected none; wait for its end"
                        .formatted(release.publication(), release.release()));
    }

    public static ReplayRefusedException held(ReleaseStatus release, List<HoldReason> reasons) {
        return new ReplayRefusedException(
                "Cannot apply %s %s again together with others: it would be held, because%n  %s%nNothing was changed."
                        .formatted(
                                release.publication(),
                                release.release(),
                                reasons.stream().map(HoldReason::toString).collect(Collectors.joining("\n  "))));
    }

    public static ReplayRefusedException overtaken(ReleaseStatus release) {
        return new ReplayRefusedException(
                "Cannot apply %s %s again: found a later attempt at it, expected none; ./datawarp status shows that one"
                        .formatted(release.publication(), release.release()));
    }
}
