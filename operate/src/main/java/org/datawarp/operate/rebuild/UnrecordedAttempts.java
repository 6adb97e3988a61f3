package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.operate.rebuild.RawIndex.Identity;
import org.datawarp.operate.repair.ManifestVersions;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.ReleaseRecords.ArchivedManifest;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;

/**
 * Attempts that PostgreSQL knows and the archive does not record: their fetcher was stopped between the two steps, or
 * they are from before records were kept. Used by one thread.
 */
public final class UnrecordedAttempts {

    private final Archive archive;
    private final ReleaseStore releases;
    private final ManifestVersions inTopic;

    /** @param kafka client properties */
    public UnrecordedAttempts(Archive archive, ReleaseStore releases, Map<String, Object> kafka) {
        this.archive = archive;
        this.releases = releases;
        this.inTopic = ManifestVersions.read(kafka);
    }

    /**
     * Records in the archive the attempts that were decided on, and those held now.
     *
     * @return the attempts that cannot be recorded, in words
     */
    public List<String> record(List<Commit> decided) throws IOException {
        Set<String> runs = new HashSet<>();
        Set<Identity> rows = new HashSet<>();
        for (ReleaseOpened opened : archive.records().releases()) {
            runs.add(opened.run());
            rows.add(Identity.of(opened));
        }
        Map<String, ManifestText> manifests = new HashMap<>();
        for (ArchivedManifest manifest : archive.records().manifests()) {
            manifests.put(manifest.text().version(), manifest.text());
        }
        List<String> lost = new ArrayList<>();
        for (String run : wanted(decided)) {
            if (!runs.contains(run)) {
                Optional<ReleaseOpened> opened = releases.byRun(run).map(ReleaseStatus::opened);
                if (opened.isEmpty()) {
                    lost.add("the attempt %s, which PostgreSQL does not know either".formatted(run));
                } else if (rows.add(Identity.of(opened.get()))) {
                    record(opened.get(), manifests).ifPresent(lost::add);
                }
            }
        }
        return lost;
    }

    /** The attempts that the raw rows belong to. */
    private List<String> wanted(List<Commit> decided) {
        List<String> all = new ArrayList<>();
        decided.stream()
                .filter(commit -> commit.undoes() == null)
                .map(commit -> commit.rawRun() == null ? commit.run() : commit.rawRun())
                .forEach(all::add);
        releases.held().stream().map(ReleaseStatus::run).forEach(all::add);
        return all;
    }

    private Optional<String> record(ReleaseOpened opened, Map<String, ManifestText> manifests) throws IOException {
        Optional<ManifestText> text = Optional.ofNullable(manifests.get(opened.manifestVersion()))
                .or(() -> inTopic.find(opened.publication(), opened.manifestVersion())
                        .map(found -> found.text()));
        if (text.isEmpty()) {
            return Optional.of("%s %s of %s, whose manifest %s is neither in the archive nor in its topic"
                    .formatted(opened.publication(), opened.release(), opened.openedAt(), opened.manifestVersion()));
        }
        archive.records().keep(opened, text.get());
        return Optional.empty();
    }
}
