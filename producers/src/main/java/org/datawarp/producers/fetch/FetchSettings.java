package org.datawarp.producers.fetch;

import java.time.Duration;
import org.datawarp.schemas.retry.Backoff;

/**
 * The limits of a fetch.
 *
 * @param userAgent who we are, and where to complain
 * @param maxFileBytes of a file as sent over the network
 * @param maxDecodedBytes of a file that the site compresses for the transfer
 * @param maxPageBytes of a page
 * @param maxIdle how long a transfer may receive nothing
 * @param maxTotal for one attempt
 * @param backoff for failures that are worth retrying; a site that asks for more than the longest pause is not retried
 */
public record FetchSettings(
        String userAgent,
        long maxFileBytes,
        long maxDecodedBytes,
        long maxPageBytes,
        Duration maxIdle,
        Duration maxTotal,
        Backoff backoff) {

    private static final long MIB = 1024 * 1024;

    /** Three times the largest file seen so far. */
    public static final long DEFAULT_MAX_FILE_BYTES = 512 * MIB;

    public static final long DEFAULT_MAX_DECODED_BYTES = 2048 * MIB;
    public static final long DEFAULT_MAX_PAGE_BYTES = 16 * MIB;
    public static final Duration DEFAULT_MAX_IDLE = Duration.ofSeconds(30);
    public static final Duration DEFAULT_MAX_TOTAL = Duration.ofMinutes(15);
    public static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 3);

    /** With every default. */
    public static FetchSettings of(String userAgent) {
        return new FetchSettings(
                userAgent,
                DEFAULT_MAX_FILE_BYTES,
                DEFAULT_MAX_DECODED_BYTES,
                DEFAULT_MAX_PAGE_BYTES,
                DEFAULT_MAX_IDLE,
                DEFAULT_MAX_TOTAL,
                DEFAULT_BACKOFF);
    }
}
