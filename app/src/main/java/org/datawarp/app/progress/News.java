package org.datawarp.app.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.datawarp.schemas.event.Event;

/**
 * Separates new events from repeated ones: pages are checked every few minutes, and what they had last time is not new.
 * Safe for several threads.
 */
final class News {

    /** A page that cannot be read is reported again after this time. */
    private static final Duration PAGE_AGAIN = Duration.ofHours(1);

    /** The result of the previous check of a release, and of this one. */
    private record Looks(Set<String> before, Set<String> now) {}

    private final Map<String, Looks> releases = new HashMap<>();
    private final Map<String, Instant> pages = new HashMap<>();

    synchronized boolean isNews(Event event) {
        return switch (event.type()) {
            case PAGE_REJECTED -> isNewsOfPage(event);
            case RELEASE_FOUND, RELEASE_SEEN -> {
                releases.compute(
                        release(event),
                        (name, last) -> new Looks(last == null ? Set.of() : last.now(), new HashSet<>()));
                yield isNewsOfLook(event) && !event.type().isLook();
            }
            case FILE_REJECTED, RELEASE_FAILED -> isNewsOfLook(event);
            // A loaded release reports its rows; a release that was only checked reports nothing.
            case RELEASE_UNCHANGED -> !event.facts().isEmpty();
            default -> true;
        };
    }

    private boolean isNewsOfPage(Event event) {
        Instant told = pages.get(said(event));
        boolean isNews = told == null || !event.at().isBefore(told.plus(PAGE_AGAIN));
        if (isNews) {
            pages.values().removeIf(then -> !event.at().isBefore(then.plus(PAGE_AGAIN)));
            pages.put(said(event), event.at());
        }
        return isNews;
    }

    private boolean isNewsOfLook(Event event) {
        Looks looks = releases.computeIfAbsent(release(event), name -> new Looks(Set.of(), new HashSet<>()));
        return looks.now().add(said(event)) && !looks.before().contains(said(event));
    }

    private static String release(Event event) {
        return event.publication() + "/" + event.release();
    }

    private static String said(Event event) {
        return event.type() + " " + event.publication() + " " + event.run() + " " + event.facts();
    }
}
