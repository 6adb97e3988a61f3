package org.datawarp.producers.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.datawarp.producers.discover.Page;
import org.datawarp.producers.discover.PageSource;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.FailureKind;
import org.datawarp.schemas.retry.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns links into bytes on disk and pages into text, from the web and from folders. Safe for several threads; sends
 * each host one request at a time.
 */
public final class Fetcher implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    private final Archive archive;
    private final FetchSettings settings;
    private final FolderOrigin folders;
    private final HttpOrigin web;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private final Predicate<URI> exempt;
    private final HostPauses pauses;
    private final Robots robots;
    private final PageMemory pages = new PageMemory();

    public Fetcher(Archive archive, FetchSettings settings, AllowedAddresses allowed, InstantSource clock) {
        this(archive, settings, allowed, clock, Sleeper.JITTER);
    }

    Fetcher(Archive archive, FetchSettings settings, AllowedAddresses allowed, InstantSource clock, Sleeper sleeper) {
        this(archive, settings, allowed, clock, sleeper, allowed::isNamed);
    }

    /** @param exempt addresses that need no check of robots.txt, because the operator named them */
    Fetcher(
            Archive archive,
            FetchSettings settings,
            AllowedAddresses allowed,
            InstantSource clock,
            Sleeper sleeper,
            Predicate<URI> exempt) {
        this.exempt = exempt;
        this.pauses = new HostPauses(clock);
        this.robots = new Robots(this::robotsText, clock);
        this.archive = archive;
        this.settings = settings;
        this.folders = new FolderOrigin(allowed.folders());
        this.web = new HttpOrigin(settings, allowed);
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** The records of the archive. */
    public ReleaseRecords records() {
        return archive.records();
    }

    @Override
    public Optional<Page> page(URI address) throws IOException {
        return isFile(address) ? folders.page(address) : politely(address, () -> pageOfWeb(address));
    }

    /**
     * Fetches a file into the archive. When this returns, its bytes are durable.
     *
     * @param before what the address returned last time, for a site that can say whether it has changed
     * @return the earlier bytes when they have not changed
     * @throws FetchException when the file could not be fetched whole
     */
    public Download fetch(URI address, Optional<KnownFile> before) throws IOException {
        return refresh(address, before.filter(known -> archive.holds(known.digest(), known.bytes())));
    }

    /** Whether a file's bytes are in the archive of this machine. */
    public boolean holds(Download download) {
        return archive.holds(download.digest(), download.bytes());
    }

    /**
     * Like {@link #fetch}, but an unchanged file need not be in the archive: another machine may have fetched it.
     *
     * @param before what the address returned last time, on any machine
     */
    public Download refresh(URI address, Optional<KnownFile> before) throws IOException {
        try {
            return isFile(address) ? fetchFromFolder(address) : politely(address, () -> fetchFromWeb(address, before));
        } catch (FetchException | InterruptedIOException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw new InterruptedIOException("Interrupted while %s was archived".formatted(address));
        } catch (IOException e) {
            throw new FetchException(FailureKind.NOT_ARCHIVED, address, String.valueOf(e), e);
        }
    }

    private static boolean isFile(URI address) {
        return "file".equalsIgnoreCase(address.getScheme());
    }

    /** Sends a request only if the site allows it, and not while its host asks to wait. */
    private <T> T politely(URI address, Backoff.Attempt<T, IOException> attempt) throws IOException {
        if (!exempt.test(address)) {
            robots.check(address);
        }
        return patiently(address, attempt);
    }

    private <T> T patiently(URI address, Backoff.Attempt<T, IOException> attempt) throws IOException {
        pauses.check(address);
        try {
            T answer = settings.backoff().call(attempt, Fetcher::pauseAfter, sleeper);
            pauses.answered(address);
            return answer;
        } catch (FetchException e) {
            if (e.kind() == FailureKind.BUSY) {
                pauses.busy(address, e.retryAfter());
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted between two attempts");
        }
    }

    private static Optional<Duration> pauseAfter(Exception failure, Duration pause) {
        if (failure instanceof FetchException e && e.kind().isRetryable()) {
            LOG.atInfo().addKeyValue("reason", e.reason()).log("The fetch failed and may be tried again");
            return Optional.of(Collections.max(List.of(pause, e.retryAfter())));
        }
        return Optional.empty();
    }

    private Optional<String> robotsText(URI address) throws IOException {
        return patiently(address, () -> {
            try (Arrival body = new Arrival(archive.arrival())) {
                Answer answer = web.get(address, Validators.NONE, body.path(), settings.maxPageBytes());
                return answer.kind() == Answer.Kind.ABSENT
                        ? Optional.empty()
                        : Optional.of(text(address, answer, body));
            }
        });
    }

    private Optional<Page> pageOfWeb(URI address) throws IOException {
        try (Arrival body = new Arrival(archive.arrival())) {
            Answer answer = web.get(address, pages.validators(address), body.path(), settings.maxPageBytes());
            if (answer.kind() == Answer.Kind.ABSENT) {
                return Optional.empty();
            }
            if (answer.kind() == Answer.Kind.NOT_MODIFIED) {
                return pages.page(address);
            }
            Page page = new Page(answer.address(), text(address, answer, body));
            pages.keep(address, page, answer.validators());
            return Optional.of(page);
        }
    }

    private String text(URI address, Answer answer, Arrival body) throws IOException {
        try (Arrival plain = decoded(address, answer, body, settings.maxPageBytes())) {
            return PageText.decode(Files.readAllBytes(plain.path()), answer.header("Content-Type"));
        }
    }

    private Download fetchFromWeb(URI address, Optional<KnownFile> before) throws IOException {
        Validators validators = before.map(KnownFile::validators).orElse(Validators.NONE);
        try (Arrival body = new Arrival(archive.arrival())) {
            Answer answer = web.get(address, validators, body.path(), settings.maxFileBytes());
            return switch (answer.kind()) {
                case ABSENT -> throw new FetchException(FailureKind.NOT_FOUND, address, "the site has no such file");
                case NOT_MODIFIED -> unchanged(address, before);
                case WHOLE -> {
                    try (Arrival plain = decoded(address, answer, body, settings.maxDecodedBytes())) {
                        yield keep(address, plain.path(), answer.validators());
                    }
                }
            };
        }
    }

    private Download unchanged(URI address, Optional<KnownFile> before) throws FetchException {
        KnownFile known = before.orElseThrow(
                () -> new FetchException(FailureKind.REFUSED, address, "the site says \"not modified\" unasked"));
        return new Download(
                address,
                known.digest(),
                archive.path(known.digest()),
                known.bytes(),
                known.validators(),
                known.fetchedAt());
    }

    /** The body without the compression of the transfer: the same file when there is none. */
    private Arrival decoded(URI address, Answer answer, Arrival wire, long maxBytes) throws IOException {
        if (!GzipBody.isNeeded(address, answer)) {
            return wire;
        }
        Arrival plain = new Arrival(archive.arrival());
        try {
            GzipBody.decode(address, wire.path(), plain.path(), maxBytes);
            return plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Download fetchFromFolder(URI address) throws IOException {
        try (Arrival copy = new Arrival(archive.arrival())) {
            Files.copy(folders.file(address), copy.path(), StandardCopyOption.REPLACE_EXISTING);
            return keep(address, copy.path(), Validators.NONE);
        } catch (NoSuchFileException e) {
            throw new FetchException(FailureKind.NOT_FOUND, address, "there is no such file", e);
        }
    }

    private Download keep(URI address, Path arrival, Validators validators) throws IOException {
        FileDigest digest = Archive.digest(arrival);
        Path place = archive.keep(arrival, digest);
        return new Download(address, digest, place, Files.size(place), validators, clock.instant());
    }

    /** A file in transfer: deleted when closed, unless the archive has renamed it. */
    private record Arrival(Path path) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
