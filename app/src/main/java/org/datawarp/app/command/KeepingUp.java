package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.database.DatabaseUnavailableException;

/** Looks at pages and manifests again and again, until it is time to stop. What it finds is told by events. */
final class KeepingUp {

    /** How precisely the times of calendars are met. */
    private static final Duration TICK = Duration.ofSeconds(3);

    private final Settings settings;
    private final PublicationChoice publications;
    private final FetchRole fetch;
    private final PrintWriter out;
    private String told = "";

    KeepingUp(Settings settings, PublicationChoice publications, FetchRole fetch, PrintWriter out) {
        this.settings = settings;
        this.publications = publications;
        this.fetch = fetch;
        this.out = out;
    }

    void run(StopSignal stop) throws IOException, InterruptedException {
        Duration tick = Objects.requireNonNullElse(settings.polling().every(), TICK);
        while (!stop.await(tick)) {
            try {
                look(publications.among(PublicationManifest.readAll(settings.manifests())));
            } catch (DatabaseUnavailableException e) {
                tell(e.getMessage() + System.lineSeparator() + "Nothing is looked at until it answers.");
            } catch (InvalidManifestException e) {
                tell(e.getMessage() + System.lineSeparator() + "Going on with what is loaded.");
            }
        }
    }

    /** What is asked of pages again and again: a publisher's old files change only with their addresses. */
    static ReleaseChoice choice(Settings settings) {
        return settings.source().isLive() ? ReleaseChoice.RECENT : ReleaseChoice.CHANGED;
    }

    /** Looks at those whose time has come. */
    void look(List<PublicationManifest> manifests) {
        Loading loading = new Loading(fetch);
        loading.bringDue(manifests, choice(settings));
        tell(String.join(System.lineSeparator(), loading.unfetched()));
    }

    /** Once, however often it is found again. */
    private void tell(String problem) {
        if (!problem.equals(told) && !problem.isEmpty()) {
            out.println(problem);
            out.flush();
        }
        told = problem;
    }
}
