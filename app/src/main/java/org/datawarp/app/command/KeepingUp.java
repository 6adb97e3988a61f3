package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.Loading;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.platform.Published;
import org.datawarp.app.platform.StopSignal;
import org.datawarp.app.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.manifest.InvalidManifestException;

/** Looks at pages and manifests again and again, until it is time to stop. What it finds is told by events. */
final class KeepingUp {

    private final Settings settings;
    private final PublicationChoice publications;
    private final FetchRole fetch;
    private final Published published;
    private final PrintWriter out;
    private String told = "";

    KeepingUp(
            Settings settings, PublicationChoice publications, FetchRole fetch, Published published, PrintWriter out) {
        this.settings = settings;
        this.publications = publications;
        this.fetch = fetch;
        this.published = published;
        this.out = out;
    }

    void run(StopSignal stop) throws IOException, InterruptedException {
        while (!stop.await(settings.pollEvery())) {
            try {
                look(publications.among(PublicationManifest.readAll(settings.manifests())));
            } catch (InvalidManifestException e) {
                tell(e.getMessage() + System.lineSeparator() + "Going on with what is loaded.");
            }
        }
    }

    /** Looks once. */
    void look(List<PublicationManifest> manifests) {
        Loading loading = new Loading(fetch, published.watch(manifests));
        loading.bring(manifests, ReleaseChoice.CHANGED);
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
