package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datawarp.schemas.retry.FailureKind;

/**
 * The web: GET, with every hop checked before the request and again after the answer.
 *
 * <p>The check after the answer covers names that change their address in between. The Java machine caches its lookups:
 * if the connection went to another address than the first check saw, the second check sees that address.
 */
final class HttpOrigin {

    private static final int MOST_HOPS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final List<Integer> GONE = List.of(404, 410);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    private final FetchSettings settings;
    private final AllowedAddresses allowed;
    private final HostTurns turns = new HostTurns();

    HttpOrigin(FetchSettings settings, AllowedAddresses allowed) {
        this.settings = settings;
        this.allowed = allowed;
    }

    /**
     * Sends one request.
     *
     * @param before what was returned last time; {@link Validators#NONE} to get the body in any case
     * @param into receives the body when there is one
     */
    Answer get(URI address, Validators before, Path into, long maxBytes) throws IOException {
        URI hop = address;
        for (int hops = 0; hops <= MOST_HOPS; hops++) {
            allowed.check(hop);
            HttpResponse<Long> response = exchange(hop, before, into, maxBytes);
            allowed.check(hop);
            if (!REDIRECTS.contains(response.statusCode())) {
                return answer(address, hop, response, maxBytes);
            }
            hop = Redirect.target(
                    address, hop, response.headers().firstValue("Location").orElse(""));
        }
        throw new FetchException(
                FailureKind.TOO_MANY_REDIRECTS, address, "more than %d redirects".formatted(MOST_HOPS));
    }

    private static Answer answer(URI address, URI hop, HttpResponse<Long> response, long maxBytes)
            throws FetchException {
        int status = response.statusCode();
        if (status == 200) {
            return whole(address, new Answer(Answer.Kind.WHOLE, hop, response.headers(), response.body()), maxBytes);
        }
        if (status == 304) {
            return new Answer(Answer.Kind.NOT_MODIFIED, hop, response.headers(), 0);
        }
        if (GONE.contains(status)) {
            return new Answer(Answer.Kind.ABSENT, hop, response.headers(), 0);
        }
        throw failure(address, status, response);
    }

    private static Answer whole(URI address, Answer answer, long maxBytes) throws FetchException {
        long announced = announced(answer.headers());
        if (announced > maxBytes) {
            throw tooBig(address, maxBytes);
        }
        if (announced > 0 && announced != answer.bytes()) {
            throw new FetchException(
                    FailureKind.CUT_SHORT, address, "found %d bytes, expected %d".formatted(answer.bytes(), announced));
        }
        return answer;
    }

    private static FetchException failure(URI address, int status, HttpResponse<Long> response) {
        String found = "the site answered " + status;
        if (status == 429 || status == 503) {
            return FetchException.busy(address, found, wait(response.headers()));
        }
        return new FetchException(status >= 500 ? FailureKind.SITE_FAILED : FailureKind.REFUSED, address, found);
    }

    /** A time in seconds, or a date, which is measured by the site's own clock; zero for anything else. */
    private static Duration wait(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("").strip();
        if (text.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration wait =
                    Duration.between(date(headers.firstValue("Date").orElse("").strip()), date(text));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Instant date(String text) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }

    private HttpResponse<Long> exchange(URI address, Validators before, Path into, long maxBytes) throws IOException {
        Semaphore turn = turns.of(address);
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            throw interrupted(address);
        }
        BodyFile body = new BodyFile(into, maxBytes);
        try {
            return await(address, body, client.sendAsync(request(address, before), head -> subscriber(head, body)));
        } catch (InterruptedException e) {
            throw interrupted(address);
        } finally {
            body.abandon();
            turn.release();
        }
    }

    private static InterruptedIOException interrupted(URI address) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while %s was fetched".formatted(address));
    }

    private static BodySubscriber<Long> subscriber(ResponseInfo head, BodyFile body) {
        return head.statusCode() == 200 && announced(head.headers()) <= body.maxBytes() ? body : new NoBody();
    }

    private static long announced(HttpHeaders headers) {
        return headers.firstValueAsLong("Content-Length").orElse(0);
    }

    private HttpRequest request(URI address, Validators before) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .GET()
                .header("User-Agent", settings.userAgent())
                .header("Accept", "*/*")
                .header("Accept-Encoding", "identity");
        if (!before.etag().isEmpty()) {
            request.header("If-None-Match", before.etag());
        }
        if (!before.lastModified().isEmpty()) {
            request.header("If-Modified-Since", before.lastModified());
        }
        return request.build();
    }

    /** Waits, and checks whether waiting still makes sense: the client's own limit does not cover the body. */
    private HttpResponse<Long> await(URI address, BodyFile body, CompletableFuture<HttpResponse<Long>> response)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        try {
            while (true) {
                long now = System.nanoTime();
                long idleLeft = settings.maxIdle().toNanos() - (now - body.lastByteNanos());
                long totalLeft = settings.maxTotal().toNanos() - (now - started);
                if (idleLeft <= 0 || totalLeft <= 0) {
                    throw tooLate(address, body, totalLeft <= 0);
                }
                try {
                    return response.get(Math.min(idleLeft, totalLeft), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Bytes may have arrived since: the next round checks.
                }
            }
        } catch (ExecutionException e) {
            throw failure(address, body, e.getCause() == null ? e : e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    private FetchException tooLate(URI address, BodyFile body, boolean inAll) {
        return inAll
                ? new FetchException(
                        FailureKind.TOO_SLOW,
                        address,
                        "%d bytes came within %s, and no end".formatted(body.bytes(), settings.maxTotal()))
                : new FetchException(
                        FailureKind.STALLED,
                        address,
                        "nothing came for %s, after %d bytes".formatted(settings.maxIdle(), body.bytes()));
    }

    private static FetchException tooBig(URI address, long maxBytes) {
        return new FetchException(FailureKind.TOO_BIG, address, "found more than %d bytes".formatted(maxBytes));
    }

    private static FetchException failure(URI address, BodyFile body, Throwable cause) {
        if (cause instanceof BodyFile.TooManyBytesException) {
            return tooBig(address, body.maxBytes());
        }
        if (cause instanceof BodyFile.UnwritableException) {
            return new FetchException(FailureKind.NOT_ARCHIVED, address, "its bytes cannot be written", cause);
        }
        FailureKind kind = body.hasBegun() ? FailureKind.CUT_SHORT : FailureKind.UNREACHABLE;
        String found = "after %d bytes: %s".formatted(body.bytes(), cause);
        return new FetchException(kind, address, found, cause);
    }
}
