package org.datawarp.producers.fetch;

/** Why something could not be fetched, whether a retry can help, and what a person can do. */
public enum FailureKind {
    /** The host's name or the host itself did not answer. */
    UNREACHABLE(Then.RETRY, "check the network and the address"),
    /** 429 or 503: the site asks to wait. */
    BUSY(Then.RETRY, "the site is busy; it is asked again at the next run"),
    /** Any other 5xx. */
    SITE_FAILED(Then.RETRY, "the site failed; it is asked again at the next run"),
    /** The body ended before its announced length. */
    CUT_SHORT(Then.RETRY, "the transfer broke off; nothing of it is used; it is tried again at the next run"),
    /** Nothing arrived for a while. */
    STALLED(Then.RETRY, "the site stopped sending; it is asked again at the next run"),
    /** The whole transfer took too long. */
    TOO_SLOW(Then.STOP, "raise the limit on the time of a transfer if the file is known to be good"),
    TOO_BIG(Then.STOP, "raise the limit on the size of a file if the file is known to be good"),
    /** 404 or 410 for something that a page links to. */
    NOT_FOUND(Then.STOP, "the page links to a file that is gone; check the page"),
    /** 401, 403 and every other 4xx. */
    REFUSED(Then.STOP, "the site refuses; check the address in a browser"),
    /** robots.txt forbids programs to read it. */
    DISALLOWED(Then.STOP, "ask the publisher; with leave to read it, name its host and port in DATAWARP_TRUSTED_HOSTS"),
    /** An address that must not be requested: not on the web, or inside this network. */
    FORBIDDEN_ADDRESS(
            Then.STOP,
            "the link leads to an address that must not be fetched; check the page, or name the host as the source"),
    TOO_MANY_REDIRECTS(Then.STOP, "the site redirects endlessly; check the address in a browser"),
    /** A body in an encoding that was not asked for. */
    UNKNOWN_ENCODING(Then.STOP, "the site sends an encoding that was not requested; report it"),
    /** The archive could not be written. */
    NOT_ARCHIVED(Then.STOP, "check the free space and the permissions of the data directory");

    private final Then then;
    private final String advice;

    FailureKind(Then then, String advice) {
        this.then = then;
        this.advice = advice;
    }

    /** Whether the same request may succeed a little later. */
    public boolean isWorthRetrying() {
        return then == Then.RETRY;
    }

    /** What a person can do, as half a sentence. */
    public String advice() {
        return advice;
    }

    private enum Then {
        RETRY,
        STOP
    }
}
