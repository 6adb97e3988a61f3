package org.datawarp.operate.repair;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topics;

/** The versions of manifests that a running DataWarp knows: those in the manifests topic. */
public final class ManifestVersions {

    private final Map<String, ManifestText> byKey;
    private final Map<String, ManifestText> inForce;

    private ManifestVersions(Map<String, ManifestText> byKey, Map<String, ManifestText> inForce) {
        this.byKey = byKey;
        this.inForce = inForce;
    }

    /** @param kafka client properties */
    public static ManifestVersions read(Map<String, Object> kafka) {
        Map<String, ManifestText> byKey = new HashMap<>();
        Map<String, ManifestText> inForce = new HashMap<>();
        new TopicReader(kafka).readToEnd(Topics.manifests().name(), message -> {
            if (message.key() != null && message.value() != null) {
                String key = new String(message.key(), StandardCharsets.UTF_8);
                ManifestText text = ManifestText.fromJson(message.value());
                byKey.put(key, text);
                inForce.put(key.substring(0, key.indexOf('@')), text);
            }
            return true;
        });
        return new ManifestVersions(byKey, inForce);
    }

    /** The version that came last; empty when none did, or when this program cannot read it. */
    Optional<PublicationManifest> inForce(PublicationName publication) {
        return Optional.ofNullable(inForce.get(publication.value())).flatMap(ManifestVersions::read);
    }

    /** One version; empty when it is not there, or when this program cannot read it. */
    public Optional<PublicationManifest> find(PublicationName publication, String version) {
        return Optional.ofNullable(byKey.get(publication + "@" + version)).flatMap(ManifestVersions::read);
    }

    private static Optional<PublicationManifest> read(ManifestText text) {
        try {
            return Optional.of(new PublicationManifest(new ManifestReader().read(text), text));
        } catch (InvalidManifestException e) {
            return Optional.empty();
        }
    }
}
