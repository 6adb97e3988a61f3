package org.datawarp.producers.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.datawarp.schemas.retry.FailureKind;
import org.jspecify.annotations.Nullable;

/** Something could not be fetched; nothing of it was kept. */
public final class FetchException extends IOException {

    private final FailureKind kind;
    private final Duration retryAfter;

    FetchException(FailureKind kind, URI address, String found) {
        this(kind, address, found, Duration.ZERO, null);
    }

    FetchException(FailureKind kind, URI address, String found, @Nullable Throwable cause) {
        this(kind, address, found, Duration.ZERO, cause);
    }

    private FetchException(
            FailureKind kind, URI address, String found, Duration retryAfter, @Nullable Throwable cause) {
        super("Cannot fetch %s: %s; %s".formatted(address, found, kind.advice()), cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** @param retryAfter how long the site asks to wait; zero when it does not say */
    static FetchException busy(URI address, String found, Duration retryAfter) {
        return new FetchException(FailureKind.BUSY, address, found, retryAfter, null);
    }

    public FailureKind kind() {
        return kind;
    }

    /** How long the site asks to wait; zero when it does not say. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** The kind as a stable code: {@code cut-short}. */
    public String reason() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
