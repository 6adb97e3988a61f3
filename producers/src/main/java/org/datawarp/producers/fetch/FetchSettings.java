package org.datawarp.producers.fetch;

import java.time.Duration;

/**
 * The limits of a fetch.
 *
 * @param userAgent who we are, and where to complain
 * @param maxFileBytes of a file as sent over the network
 * @param maxDecodedBytes of a file that the site compresses for the transfer
 * @param maxPageBytes of a page
 * @param maxIdle how long a transfer may receive nothing
 * @param maxTotal for one attempt
 * @param attempts for failures that are worth retrying, at least 1
 * @param firstPause before the second attempt; doubled before each further one
 * @param longestPause between two attempts, even if the site asks for more
 */
public record FetchSettings(
        String userAgent,
        long maxFileBytes,
        long maxDecodedBytes,
        long maxPageBytes,
        Duration maxIdle,
        Duration maxTotal,
        int attempts,
        Duration firstPause,
        Duration longestPause) {

    private static final long MIB = 1024 * 1024;

    /** Three times the largest file seen so far. */
    public static final long DEFAULT_MAX_FILE_BYTES = 512 * MIB;

    public static final long DEFAULT_MAX_DECODED_BYTES = 2048 * MIB;
    public static final long DEFAULT_MAX_PAGE_BYTES = 16 * MIB;
    public static final Duration DEFAULT_MAX_IDLE = Duration.ofSeconds(30);
    public static final Duration DEFAULT_MAX_TOTAL = Duration.ofMinutes(15);
    public static final int DEFAULT_ATTEMPTS = 3;
    public static final Duration DEFAULT_FIRST_PAUSE = Duration.ofSeconds(1);
    public static final Duration DEFAULT_LONGEST_PAUSE = Duration.ofSeconds(60);

    /** With every default. */
    public static FetchSettings of(String userAgent) {
        return new FetchSettings(
                userAgent,
                DEFAULT_MAX_FILE_BYTES,
                DEFAULT_MAX_DECODED_BYTES,
                DEFAULT_MAX_PAGE_BYTES,
                DEFAULT_MAX_IDLE,
                DEFAULT_MAX_TOTAL,
                DEFAULT_ATTEMPTS,
                DEFAULT_FIRST_PAUSE,
                DEFAULT_LONGEST_PAUSE);
    }
}
