package org.datawarp.operate.repair;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.author.proposal.ManifestChange;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.replay.ReplaySession;
import org.datawarp.operate.replay.ReplayTopics;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseStatus;

/**
 * Puts changed manifests in force in a DataWarp that runs, and says which releases they would read otherwise. Owned and
 * closed by one thread.
 */
public final class ApplyingManifests implements AutoCloseable {

    private final PrintWriter out;
    private final Published published;
    private final ReplayTopics topics;
    private final ManifestVersions versions;

    /** @param out where everything is shown */
    public ApplyingManifests(Settings settings, Endpoints endpoints, PrintWriter out) {
        this.out = out;
        Map<String, Object> kafka = endpoints.kafkaProperties();
        this.versions = ManifestVersions.read(kafka);
        this.published = Published.of(endpoints);
        this.topics = new ReplayTopics(kafka, ReplaySession.records(settings), InstantSource.system());
    }

    /**
     * Shows what has changed and, unless it is only to be shown, puts it in force.
     *
     * @param manifests as they are in their folder, which readers of the data agree with
     */
    public void run(List<PublicationManifest> manifests, boolean onlyShow) throws IOException {
        ManifestReport page = new ManifestReport(out);
        int changed = 0;
        for (PublicationManifest manifest : manifests) {
            Optional<PublicationManifest> before = versions.inForce(manifest.name());
            if (before.isPresent() && before.get().text().equals(manifest.text())) {
                continue;
            }
            changed++;
            page.print(before, manifest);
            List<ReleaseStatus> loaded = published.releases().finished(manifest.name());
            page.print(worth(manifest, loaded), loaded);
            if (!onlyShow) {
                topics.send(manifest);
            }
        }
        page.printEnd(changed, onlyShow);
    }

    private List<WorthReplaying> worth(PublicationManifest manifest, List<ReleaseStatus> loaded) {
        return loaded.stream()
                .filter(release ->
                        !release.manifestVersion().equals(manifest.manifest().version()))
                .flatMap(release -> worth(release, manifest).stream())
                .toList();
    }

    private Optional<WorthReplaying> worth(ReleaseStatus release, PublicationManifest manifest) {
        Optional<PublicationManifest> readWith = versions.find(release.publication(), release.manifestVersion());
        if (readWith.isEmpty()) {
            return Optional.of(new WorthReplaying(release, Map.of()));
        }
        ManifestChange change = new ManifestChange(readWith.get().manifest(), manifest.manifest());
        Map<String, List<String>> effects = change.effectsOn(release.period().end());
        return effects.isEmpty() ? Optional.empty() : Optional.of(new WorthReplaying(release, effects));
    }

    /**
     * A release that another version of the manifest may read otherwise.
     *
     * @param effects what has changed for it, by dataset; empty when the version that it was read with is not there
     */
    record WorthReplaying(ReleaseStatus release, Map<String, List<String>> effects) {}

    @Override
    public void close() {
        topics.close();
        published.close();
    }
}
