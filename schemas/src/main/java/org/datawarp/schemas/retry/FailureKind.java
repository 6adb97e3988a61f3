package org.datawarp.schemas.retry;

/**
 * Why a site, PostgreSQL or Kafka did not do what it was asked for, whether it is asked again, and what a person can do. The
 * modules that know the exceptions say which of them is which kind.
 */
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
    NOT_ARCHIVED(Then.STOP, "check the free space and the permissions of the data directory"),

    /** PostgreSQL is away, is starting, or ended the connection. */
    DATABASE_AWAY(
            Then.RETRY,
            "check that PostgreSQL runs, can be reached, and has room on its disk; work continues by itself then"),
    /** The disk or another limit of PostgreSQL is used up. */
    OUT_OF_RESOURCES(
            Then.RETRY,
            "make room on the database's disk, or raise the limit that is named; work continues by itself then"),
    /** Two transactions were in each other's way, and PostgreSQL ended one. */
    CONFLICT(Then.RETRY, "nothing to do: it is tried again"),
    /** Another process, perhaps our own of before, reads from the slot. */
    SLOT_BUSY(Then.RETRY, "stop the other process that captures changes with this slot"),
    /** A value or a row that PostgreSQL does not take: the fault is the release's, not PostgreSQL's. */
    REFUSED_DATA(Then.STOP, "read the release's reasons, correct its manifest, and load it again"),
    /** The publication of changes is not there after the wait. */
    NOT_PREPARED(Then.STOP, "start ./datawarp up, or the role apply, once: it prepares the database"),
    /** Changes were skipped or are gone. */
    GAP(Then.STOP, "see the message: capture has to start again with all rows"),
    /** A change that cannot be carried. */
    UNSUPPORTED(Then.STOP, "see the message: the table has to be corrected"),

    /** Kafka does not answer. */
    BROKER_AWAY(
            Then.RETRY,
            "check that Kafka runs, can be reached, and has room on its disk; work continues by itself then"),
    /** A record of Kafka's is not as it was written. */
    DAMAGED_LOG(Then.STOP, "stop DataWarp and start it again: the start says what to do"),
    /** Another loader of the same application name has taken over the partition. */
    FENCED(
            Then.STOP,
            "run one application name once, or let Kafka share out the partitions; then start this one again"),

    /** Anything else. */
    UNEXPECTED(Then.STOP, "read the cause; nothing is lost, and work continues where it stopped once that is fixed");

    private final Then then;
    private final String advice;

    FailureKind(Then then, String advice) {
        this.then = then;
        this.advice = advice;
    }

    /** Whether the same request may succeed a little later. */
    public boolean isRetryable() {
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
