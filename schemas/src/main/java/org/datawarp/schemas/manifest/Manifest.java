package org.datawarp.schemas.manifest;

import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.name.DatasetName;

/**
 * A publication and its datasets, according to one version of their texts.
 *
 * @param version the first 12 hex digits of the SHA-256 of the texts
 */
public record Manifest(Publication publication, List<Dataset> datasets, String version) {

    public Manifest {
        datasets = List.copyOf(datasets);
    }

    public Optional<Dataset> dataset(DatasetName name) {
        return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    /** The key of this version in the manifests topic. */
    public String topicKey() {
        return publication.name() + "@" + version;
    }
}
