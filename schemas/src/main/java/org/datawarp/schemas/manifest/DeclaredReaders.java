package org.datawarp.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.schemas.manifest.DeclaredReader.Use;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/**
 * Which consumer uses what, as declared in the files {@code readers/*.yaml} beside the publications. They are read as
 * strictly as manifests.
 *
 * @param byFile each declaration by the name of its file
 */
public record DeclaredReaders(Map<String, DeclaredReader> byFile) {

    /** The folder's name within the folder of manifests. */
    public static final String FOLDER = "readers";

    private static final DatasetName NAMELESS = new DatasetName("nameless");

    public DeclaredReaders {
        byFile = Map.copyOf(byFile);
    }

    /**
     * Reads all declarations.
     *
     * @param manifests the folder with one folder a publication
     * @throws InvalidManifestException with every problem of every declaration
     */
    public static DeclaredReaders in(Path manifests) throws IOException {
        Path folder = manifests.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return new DeclaredReaders(Map.of());
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        Problems problems = new Problems();
        Map<String, DeclaredReader> readers = new LinkedHashMap<>();
        for (Path path : files) {
            String file = FOLDER + "/" + path.getFileName();
            Node node = ManifestReader.parse(file, Files.readString(path), problems);
            if (node != null) {
                readers.put(file, read(node));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidManifestException(problems.found());
        }
        return new DeclaredReaders(readers);
    }

    private static DeclaredReader read(Node node) {
        try (node) {
            List<Use> uses = new ArrayList<>();
            for (Node use : node.nodes("uses")) {
                uses.add(use(use));
            }
            if (uses.isEmpty()) {
                node.problem("uses", "needs at least one dataset");
            }
            return new DeclaredReader(node.text("reader"), node.text("contact"), node.text("purpose", ""), uses);
        }
    }

    private static Use use(Node node) {
        try (node) {
            Map<ColumnName, Optional<ColumnType>> columns = new LinkedHashMap<>();
            for (JsonNode column : node.items("columns")) {
                if (column.isObject()) {
                    column(node.at("columns", column), columns);
                } else {
                    node.make("columns", column.asText(), ColumnName::new)
                            .ifPresent(name -> columns.put(name, Optional.empty()));
                }
            }
            if (columns.isEmpty()) {
                node.problem("columns", "needs at least one column");
            }
            TreeSet<ColumnName> key = new TreeSet<>();
            for (String name : node.texts("key")) {
                node.make("key", name, ColumnName::new).ifPresent(key::add);
            }
            return new Use(node.made("dataset", DatasetName::new, NAMELESS), columns, key);
        }
    }

    private static void column(Node node, Map<ColumnName, Optional<ColumnType>> columns) {
        try (node) {
            Optional<ColumnType> type = Optional.ofNullable(node.madeIfThere("type", ColumnType::parse));
            node.make("name", node.text("name"), ColumnName::new).ifPresent(name -> columns.put(name, type));
        }
    }

    /**
     * What these manifests remove that consumers use.
     *
     * @param manifests all that there are
     * @return messages for people, each with its file and path; empty when every consumer keeps what it uses
     */
    public List<String> contradictions(Collection<Manifest> manifests) {
        Map<DatasetName, Dataset> datasets = manifests.stream()
                .flatMap(manifest -> manifest.datasets().stream())
                .collect(Collectors.toMap(Dataset::name, dataset -> dataset, (one, other) -> one));
        List<String> found = new ArrayList<>();
        byFile.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(declared -> {
            List<Use> uses = declared.getValue().uses();
            for (int i = 0; i < uses.size(); i++) {
                Complaint complaint = new Complaint(declared, i, found);
                compare(
                        uses.get(i),
                        Optional.ofNullable(datasets.get(uses.get(i).dataset())),
                        complaint);
            }
        });
        return found;
    }

    private static void compare(Use use, Optional<Dataset> dataset, Complaint complaint) {
        if (dataset.isEmpty()) {
            complaint.add("dataset", "no manifest has the dataset " + use.dataset());
            return;
        }
        if (!dataset.get().published()) {
            complaint.add("dataset", use.dataset() + " is not published any more");
        }
        Map<ColumnName, Column> columns =
                dataset.get().table().columns().stream().collect(Collectors.toMap(Column::name, column -> column));
        use.columns().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(wanted -> {
            Column column = columns.get(wanted.getKey());
            if (column == null) {
                complaint.add("columns", "%s has no column %s".formatted(use.dataset(), wanted.getKey()));
                return;
            }
            wanted.getValue()
                    .filter(type -> !type.equals(column.type()))
                    .ifPresent(type -> complaint.add(
                            "columns",
                            "%s.%s has the type %s, expected %s"
                                    .formatted(use.dataset(), column.name(), column.type(), type)));
        });
        TreeSet<ColumnName> key = columns.values().stream()
                .filter(column -> column.role() == ColumnRole.KEY)
                .map(Column::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!use.key().isEmpty() && !use.key().equals(key)) {
            complaint.add(
                    "key",
                    "a row of %s is identified by %s, expected %s"
                            .formatted(use.dataset(), key, new TreeSet<>(use.key())));
        }
    }

    /** Names the affected consumers, and where they declared what they need. */
    private record Complaint(Map.Entry<String, DeclaredReader> declared, int use, List<String> found) {

        void add(String key, String problem) {
            DeclaredReader reader = declared.getValue();
            found.add("%s: uses[%d].%s: %s; %s uses it, ask %s first"
                    .formatted(declared.getKey(), use, key, problem, reader.name(), reader.contact()));
        }
    }
}
