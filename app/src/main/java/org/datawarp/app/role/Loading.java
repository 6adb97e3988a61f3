package org.datawarp.app.role;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.release.ReleaseWatch;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.ReleaseOutcome;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches publications, and follows their releases until they are visible or held. Used by one thread. */
public final class Loading {

    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private final FetchRole fetch;
    private final @Nullable ReleaseWatch watch;
    private final List<PublicationOutcome> found = new ArrayList<>();
    private final List<String> unfetched = new ArrayList<>();

    public Loading(FetchRole fetch, ReleaseWatch watch) {
        this.fetch = fetch;
        this.watch = watch;
    }

    /** For callers that wait for nothing: asking for the state of every release would be wasted work. */
    public Loading(FetchRole fetch) {
        this.fetch = fetch;
        this.watch = null;
    }

    /**
     * Fetches what has changed in each publication. A page that cannot be read does not delay the others. Returns early
     * on a stop.
     */
    public void bring(List<PublicationManifest> manifests, ReleaseChoice choice) {
        bring(manifests, manifest -> Optional.of(fetch.fetch(manifest, choice)));
    }

    /** As {@link #bring}, but only publications that are due and that no other instance checks. */
    public void bringDue(List<PublicationManifest> manifests, ReleaseChoice choice) {
        bring(fetch.due(manifests), manifest -> fetch.fetchIfDue(manifest, choice));
    }

    @FunctionalInterface
    private interface Bringing {
        Optional<PublicationOutcome> bring(PublicationManifest manifest) throws IOException;
    }

    private void bring(List<PublicationManifest> manifests, Bringing bringing) {
        for (PublicationManifest manifest : manifests) {
            try {
                Optional<PublicationOutcome> outcome = bringing.bring(manifest);
                if (outcome.isPresent()) {
                    follow(outcome.get());
                }
            } catch (InterruptedIOException e) {
                unfetched.add(String.valueOf(e.getMessage()));
                return;
            } catch (IOException | DatabaseUnavailableException e) {
                LOG.atWarn()
                        .addKeyValue("publication", manifest.name())
                        .setCause(e)
                        .log("A publication could not be fetched");
                unfetched.add("%s: %s".formatted(manifest.name(), e.getMessage()));
            }
        }
    }

    private void follow(PublicationOutcome outcome) throws IOException {
        found.add(outcome);
        if (watch == null) {
            return;
        }
        outcome.releases().stream()
                .map(ReleaseOutcome::run)
                .filter(run -> !run.isEmpty())
                .forEach(watch::follow);
        watch.look();
    }

    /** @return how each release ended, once all have, or once the pipeline has failed */
    public List<Followed> await(StopSignal stop) throws IOException, InterruptedException {
        return watch == null ? List.of() : watch.await(() -> !stop.isSet());
    }

    public List<PublicationOutcome> found() {
        return List.copyOf(found);
    }

    /** The reasons why publications could not be fetched at all. */
    public List<String> unfetched() {
        return List.copyOf(unfetched);
    }
}
