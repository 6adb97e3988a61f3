package org.datawarp.schemas.setting;

import java.time.Duration;

/**
 * How often pages are checked.
 *
 * @param between releases
 * @param unknown while it is not known when the next release appears
 * @param close around the time when one is expected
 */
public record PollSettings(Duration between, Duration unknown, Duration close) {

    public static final Duration DEFAULT_BETWEEN = Duration.ofHours(6);

    /** Often enough to learn the time of day, but not too often for a page that changes twelve times a year. */
    public static final Duration DEFAULT_UNKNOWN = Duration.ofHours(1);

    public static final Duration DEFAULT_CLOSE = Duration.ofSeconds(15);
}
