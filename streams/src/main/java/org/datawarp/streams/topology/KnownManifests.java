package org.datawarp.streams.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.ReleaseOpened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests of the releases, each read once for all partitions. Shared by all threads of the application, and kept
 * when their tasks restart: a run whose manifest was given up stays without one, however often its task starts again.
 */
final class KnownManifests {

    private static final Logger LOG = LoggerFactory.getLogger(KnownManifests.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Duration patience;
    private final ManifestReader reader = new ManifestReader();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Set<String> runsGivenUp = ConcurrentHashMap.newKeySet();

    KnownManifests(Duration patience) {
        this.patience = patience;
    }

    /**
     * The manifest that a release names. Waits for it once, up to the manifest patience.
     *
     * @return empty when it is not there, or cannot be read
     */
    Optional<Manifest> await(ReleaseOpened release, ReadOnlyKeyValueStore<String, byte[]> store) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!runsGivenUp.contains(release.run())) {
            Optional<Manifest> manifest = find(release, store);
            if (manifest.isPresent()) {
                return manifest;
            }
            if (System.nanoTime() - deadline >= 0) {
                giveUp(release);
            } else {
                pause();
            }
        }
        return Optional.empty();
    }

    private void giveUp(ReleaseOpened release) {
        if (runsGivenUp.add(release.run())) {
            LOG.atError()
                    .addKeyValue("publication", release.publication())
                    .addKeyValue("release", release.release())
                    .addKeyValue("manifest", release.manifestVersion())
                    .log("Cannot apply a manifest: its version is not in the manifests topic, or cannot be read;"
                            + " publish it and load the release again");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Optional<Manifest> find(ReleaseOpened release, ReadOnlyKeyValueStore<String, byte[]> store) {
        String key = release.publication() + "@" + release.manifestVersion();
        Manifest known = manifests.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        byte[] text = store.get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            Manifest read = reader.read(ManifestText.fromJson(text));
            manifests.put(key, read);
            return Optional.of(read);
        } catch (IllegalArgumentException | InvalidManifestException e) {
            LOG.atError().addKeyValue("manifest", key).setCause(e).log("Cannot read a manifest from its topic");
            giveUp(release);
            return Optional.empty();
        }
    }
}
