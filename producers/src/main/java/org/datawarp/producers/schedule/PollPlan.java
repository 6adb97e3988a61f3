package org.datawarp.producers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.datawarp.producers.schedule.Outlook.State;
import org.datawarp.schemas.setting.PollSettings;

/**
 * When to check a publication's page next: rarely between releases and often around the time of one. After that time,
 * or after a release was seen, checks become less frequent step by step: publishers correct releases soon after they
 * appear.
 *
 * <p>Each check is a random bit earlier than planned, so that publications that share a host or an hour are not all
 * checked at once.
 */
public final class PollPlan {

    /** The largest share of a wait that is randomly taken off. */
    private static final double JITTER = 0.2;

    /** After its time, a wait is this fraction of the time that has passed since. */
    private static final int GROWTH = 4;

    /** A series that has ended may still be revised. */
    private static final int ENDED_FACTOR = 4;

    private final PollSettings settings;
    private final RandomGenerator chance;

    public PollPlan(PollSettings settings, RandomGenerator chance) {
        this.settings = settings;
        this.chance = chance;
    }

    /** @return after {@code now} */
    public Instant next(Outlook outlook, Instant now) {
        List<Window> windows = windows(outlook);
        Duration wait = windows.stream().anyMatch(window -> window.holds(now))
                ? settings.close()
                : shorter(pace(outlook.state()), afterwards(outlook, windows, now));
        Instant planned = now.plus(earlier(wait));
        Optional<Instant> opening = windows.stream()
                .map(Window::start)
                .filter(start -> start.isAfter(now) && start.isBefore(planned))
                .min(Comparator.naturalOrder());
        return opening.map(start -> start.plus(part(settings.close(), chance.nextDouble())))
                .filter(start -> start.isBefore(planned))
                .orElse(planned);
    }

    private static List<Window> windows(Outlook outlook) {
        List<Window> windows = new ArrayList<>();
        outlook.late().forEach(late -> windows.addAll(late.windows()));
        outlook.next().ifPresent(next -> windows.addAll(next.windows()));
        return windows;
    }

    private Duration pace(State state) {
        return switch (state) {
            case UNKNOWN -> shorter(settings.unknown(), settings.between());
            case IRREGULAR, QUIET, DUE, LATE -> settings.between();
            case DISCONTINUED, ENDED -> settings.between().multipliedBy(ENDED_FACTOR);
        };
    }

    /** The wait that follows from the time since a release was expected, or was seen. */
    private Duration afterwards(Outlook outlook, List<Window> windows, Instant now) {
        List<Instant> haste = new ArrayList<>();
        windows.stream().map(Window::end).forEach(haste::add);
        outlook.latest().filter(Sighting::isWatched).map(Sighting::seenAt).ifPresent(haste::add);
        return haste.stream()
                .filter(moment -> !moment.isAfter(now))
                .max(Comparator.naturalOrder())
                .map(moment ->
                        longer(settings.close(), Duration.between(moment, now).dividedBy(GROWTH)))
                .orElse(pace(outlook.state()));
    }

    private Duration earlier(Duration wait) {
        return part(wait, 1 - JITTER * chance.nextDouble());
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofMillis(Math.max(1, Math.round(whole.toMillis() * share)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
