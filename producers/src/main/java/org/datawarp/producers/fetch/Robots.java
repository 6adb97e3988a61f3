package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.schemas.retry.FailureKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sites allow programs to read them: their {@code robots.txt}, kept for a day. A site whose file cannot be
 * fetched is not read, except as an older copy allows (RFC 9309). A site without such a file may be read. Safe for
 * several threads.
 */
final class Robots {

    /** Our name in such files. */
    static final String TOKEN = "DataWarp";

    private static final Logger LOG = LoggerFactory.getLogger(Robots.class);

    private static final Duration FRESH = Duration.ofDays(1);

    /** How soon to ask again for a file that could not be fetched. */
    private static final Duration UNREACHABLE_FOR = Duration.ofMinutes(5);

    /** How long an older copy may replace a file that cannot be fetched. */
    private static final Duration USABLE = Duration.ofDays(30);

    private final Source source;
    private final InstantSource clock;
    private final Map<String, Known> sites = new ConcurrentHashMap<>();

    Robots(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Where the files come from. */
    @FunctionalInterface
    interface Source {

        /**
         * The text of a file.
         *
         * @return empty when there is none
         * @throws FetchException of kind {@link FailureKind#REFUSED} when the site refuses access to it
         */
        Optional<String> text(URI address) throws IOException;
    }

    private record Known(RobotsRules rules, Instant fetchedAt, Instant until) {}

    /**
     * Checks whether an address may be read.
     *
     * @throws FetchException of kind {@link FailureKind#DISALLOWED}, or with the reason why the file could not be
     *     fetched
     */
    void check(URI address) throws IOException {
        String path = address.getRawPath() == null ? "/" : address.getRawPath();
        String target = address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        if (!rules(address).allow(target)) {
            throw new FetchException(FailureKind.DISALLOWED, address, "the site's robots.txt does not allow it");
        }
    }

    private RobotsRules rules(URI address) throws IOException {
        String site = address.getScheme() + "://" + address.getRawAuthority();
        Instant now = clock.instant();
        Known known = sites.get(site);
        if (known == null || !known.until().isAfter(now)) {
            known = fetch(site, known, now);
            sites.put(site, known);
        }
        return known.rules();
    }

    private Known fetch(String site, @Nullable Known before, Instant now) throws IOException {
        try {
            RobotsRules rules = source.text(URI.create(site + "/robots.txt"))
                    .map(text -> RobotsRules.parse(text, TOKEN))
                    .orElse(RobotsRules.ALLOW_ALL);
            return new Known(rules, now, now.plus(FRESH));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (e instanceof FetchException failure && failure.kind() == FailureKind.REFUSED) {
                return new Known(RobotsRules.ALLOW_ALL, now, now.plus(FRESH));
            }
            LOG.atWarn()
                    .addKeyValue("site", site)
                    .addKeyValue("problem", e.getMessage())
                    .log("No robots.txt to go by");
            if (before != null && before.fetchedAt().isAfter(now.minus(USABLE))) {
                return new Known(before.rules(), before.fetchedAt(), now.plus(UNREACHABLE_FOR));
            }
            throw e;
        }
    }
}
