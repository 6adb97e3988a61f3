package org.datawarp.streams.staging;

import java.util.Optional;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.PublicationName;

/** All manifests, by version. */
@FunctionalInterface
public interface Manifests {

    /** May wait a moment for a manifest that is on its way. Empty when there is none, or none that can be read. */
    Optional<Manifest> find(PublicationName publication, String version);
}
