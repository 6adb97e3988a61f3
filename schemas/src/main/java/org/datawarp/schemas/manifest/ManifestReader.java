package org.datawarp.schemas.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one strict reader of manifests: the only place where YAML becomes names and types. An unknown key, a missing key,
 * a duplicate key or a value in the wrong place is a problem, and all problems are reported at once. Safe for several
 * threads.
 */
public final class ManifestReader {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads every publication's folder under a folder, and the declarations of consumers beside them.
     *
     * @throws InvalidManifestException with every problem of every file, and everything that consumers would lose
     */
    public List<Manifest> readAll(Path folder) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(folder)) {
            folders = all.filter(path -> Files.exists(path.resolve(ManifestText.PUBLICATION_FILE)))
                    .sorted()
                    .toList();
        }
        List<Manifest> manifests = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Path publication : folders) {
            try {
                Manifest manifest = read(publication);
                manifests.add(manifest);
                for (Dataset dataset : manifest.datasets()) {
                    String owner = owners.put(
                            dataset.name().value(),
                            manifest.publication().name().value());
                    if (owner != null) {
                        problems.add("%s/%s.yaml: dataset: %s already has a dataset of this name"
                                .formatted(publication.getFileName(), dataset.name(), owner));
                    }
                }
            } catch (InvalidManifestException e) {
                e.problems().forEach(problem -> problems.add(publication.getFileName() + "/" + problem));
            }
        }
        DeclaredReaders readers = DeclaredReaders.in(folder);
        if (problems.isEmpty()) {
            problems.addAll(readers.contradictions(manifests));
        }
        if (!problems.isEmpty()) {
            throw new InvalidManifestException(problems);
        }
        return manifests;
    }

    /**
     * @param folder of one publication
     * @throws InvalidManifestException with every problem of every file
     */
    public Manifest read(Path folder) throws IOException {
        return read(ManifestText.in(folder));
    }

    /** @throws InvalidManifestException with every problem of every text */
    public Manifest read(ManifestText text) {
        Problems problems = new Problems();
        Publication publication = null;
        List<Dataset> datasets = new ArrayList<>();
        for (Map.Entry<String, String> file : text.files().entrySet()) {
            Node node = parse(file.getKey(), file.getValue(), problems);
            if (node != null && file.getKey().equals(ManifestText.PUBLICATION_FILE)) {
                publication = PublicationReader.read(node);
            } else if (node != null) {
                datasets.add(DatasetReader.read(node));
            }
        }
        if (publication == null && problems.isEmpty()) {
            problems.add(ManifestText.PUBLICATION_FILE, "is missing");
        }
        if (datasets.isEmpty() && problems.isEmpty()) {
            problems.add("<dataset>.yaml", "a publication needs at least one dataset");
        }
        if (publication == null || !problems.isEmpty()) {
            throw new InvalidManifestException(problems.found());
        }
        return new Manifest(publication, datasets, text.version());
    }

    static @Nullable Node parse(String file, String yaml, Problems problems) {
        try {
            JsonNode json = YAML.readTree(yaml);
            return new Node(json, file + ": ", problems);
        } catch (JsonProcessingException e) {
            problems.add(
                    file,
                    "line %d: %s"
                            .formatted(
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr(),
                                    e.getOriginalMessage()));
            return null;
        }
    }
}
