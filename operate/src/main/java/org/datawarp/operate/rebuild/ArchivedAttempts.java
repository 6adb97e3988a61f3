package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.operate.rebuild.ArchivedAttempt.Presence;
import org.datawarp.operate.rebuild.RawIndex.Identity;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.fetch.ReleaseRecords.ArchivedManifest;
import org.datawarp.producers.publish.FetchedFile;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;

/** All attempts that the archive records, compared with what the raw topics hold of them. Used by one thread. */
final class ArchivedAttempts {

    private final Archive archive;
    private final Map<String, Boolean> sound = new HashMap<>();

    ArchivedAttempts(Archive archive) {
        this.archive = archive;
    }

    /**
     * Every attempt once, by publication, in the order in which they were sent. Reads each needed file to check its
     * digest.
     */
    List<ArchivedAttempt> compare(RawIndex topics) throws IOException {
        Map<Identity, Presence> present = new HashMap<>();
        for (RawIndex.Run run : topics.runs()) {
            present.merge(
                    Identity.of(run.opened()),
                    run.isWhole() ? Presence.WHOLE : Presence.PART,
                    (one, other) -> one == Presence.WHOLE ? one : other);
        }
        Map<String, ManifestText> manifests = new HashMap<>();
        for (ArchivedManifest manifest : archive.records().manifests()) {
            manifests.put(key(manifest.publication().value(), manifest.text().version()), manifest.text());
        }
        Set<Identity> seen = new HashSet<>();
        List<ArchivedAttempt> all = new ArrayList<>();
        for (ReleaseOpened opened : archive.records().releases()) {
            Identity identity = Identity.of(opened);
            if (seen.add(identity)) {
                Presence presence = present.getOrDefault(identity, Presence.NONE);
                all.add(new ArchivedAttempt(
                        opened,
                        Optional.ofNullable(
                                manifests.get(key(opened.publication().value(), opened.manifestVersion()))),
                        presence == Presence.WHOLE ? List.of() : files(opened),
                        presence));
            }
        }
        return all;
    }

    private static String key(String publication, String version) {
        return publication + "@" + version;
    }

    private List<FetchedFile> files(ReleaseOpened opened) throws IOException {
        List<FetchedFile> there = new ArrayList<>();
        for (PublishedFile file : opened.files()) {
            if (isSound(file)) {
                there.add(new FetchedFile(file, archive.path(file.digest())));
            }
        }
        return there;
    }

    private boolean isSound(PublishedFile file) throws IOException {
        String key = file.digest() + " " + file.bytes();
        Boolean known = sound.get(key);
        if (known == null) {
            known = archive.isSound(file.digest(), file.bytes());
            sound.put(key, known);
        }
        return known;
    }
}
