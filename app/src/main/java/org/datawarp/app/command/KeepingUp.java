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

/** Checks pages and manifests regularly until it is stopped. Reports what it finds as events. */
final class KeepingUp {

    /** How precisely it keeps the times of calendars. */
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
                tell(e.getMessage() + System.lineSeparator() + "No page is checked until it answers.");
            } catch (InvalidManifestException e) {
                tell(e.getMessage() + System.lineSeparator() + "Continuing with what is loaded.");
            }
        }
    }

    /** What each check of a page asks for: a publisher's old files change only when their addresses change. */
    static ReleaseChoice choice(Settings settings) {
        return settings.source().isLive() ? ReleaseChoice.RECENT : ReleaseChoice.CHANGED;
    }

    /** Checks the pages that are due. */
    void look(List<PublicationManifest> manifests) {
        Loading loading = new Loading(fetch);
        loading.bringDue(manifests, choice(settings));
        tell(String.join(System.lineSeparator(), loading.unfetched()));
    }

    /** Logs it once, however often it is found. */
    private void tell(String problem) {
        if (!problem.equals(told) && !problem.isEmpty()) {
            out.println(problem);
            out.flush();
        }
        told = problem;
    }
}
