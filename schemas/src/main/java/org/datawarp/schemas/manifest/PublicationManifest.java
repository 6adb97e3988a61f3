package org.datawarp.schemas.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.schemas.name.PublicationName;

/** A manifest in force, and the text that it was read from. */
public record PublicationManifest(Manifest manifest, ManifestText text) {

    /**
     * All manifests of a folder, by name.
     *
     * @throws InvalidManifestException with every problem of every file
     */
    public static List<PublicationManifest> readAll(Path folder) throws IOException {
        ManifestReader reader = new ManifestReader();
        reader.readAll(folder);
        List<Path> publications;
        try (Stream<Path> all = Files.list(folder)) {
            publications = all.filter(path -> Files.exists(path.resolve(ManifestText.PUBLICATION_FILE)))
                    .sorted()
                    .toList();
        }
        List<PublicationManifest> manifests = new ArrayList<>();
        for (Path publication : publications) {
            ManifestText text = ManifestText.in(publication);
            manifests.add(new PublicationManifest(reader.read(text), text));
        }
        return manifests;
    }

    /** The publication of this name; empty when there is none. */
    public static Optional<PublicationManifest> named(List<PublicationManifest> manifests, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.name().value().equals(name))
                .findFirst();
    }

    /**
     * Checks this manifest as if it replaced the one with its name in a folder.
     *
     * @throws InvalidManifestException with everything that declared consumers would lose by it
     */
    public void checkReaders(Path folder) throws IOException {
        List<Manifest> all = readAll(folder).stream()
                .map(other -> other.name().equals(name()) ? manifest : other.manifest())
                .toList();
        List<String> lost = DeclaredReaders.in(folder).contradictions(all);
        if (!lost.isEmpty()) {
            throw new InvalidManifestException(lost);
        }
    }

    /** Whether a name is the publication's, or one of its datasets'. */
    public boolean isNamed(String name) {
        return name().value().equals(name)
                || manifest.datasets().stream()
                        .anyMatch(dataset -> dataset.name().value().equals(name));
    }

    public PublicationName name() {
        return manifest.publication().name();
    }
}
