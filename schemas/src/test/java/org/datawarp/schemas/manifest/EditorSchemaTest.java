package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON Schemas for editors have the same keys as the reader. */
class EditorSchemaTest {

    private static final Path SCHEMAS = Path.of("..", "manifests", "schema");

    /** Every mapping that a manifest may have, each with one unknown key. */
    private static final String PUBLICATION = """
            unknown: 1
            schedule: {unknown: 1}
            files: {unknown: 1}
            """;

    private static final String DATASET = """
            unknown: 1
            sources: [{unknown: 1}]
            fields: [{unknown: 1, headings: {unknown: 1}}]
            unpivot: {unknown: 1, dimension: {unknown: 1}, value: {unknown: 1}}
            totals: [{unknown: 1, when: {org_code: x}}]
            """;

    private static final String READER = "{unknown: 1, uses: [{unknown: 1, columns: [{unknown: 1}]}]}";

    @TempDir
    private Path folder;

    private static final Pattern TOLD = Pattern.compile("(.*): is not a key here; known are \\[(.*)]");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "publication, publication.yaml: unknown, /properties",
        "publication, publication.yaml: files.unknown, /definitions/files/properties",
        "publication, publication.yaml: schedule.unknown, /definitions/schedule/properties",
        "dataset, d.yaml: unknown, /properties",
        "dataset, d.yaml: sources[0].unknown, /definitions/source/properties",
        "dataset, d.yaml: fields[0].unknown, /definitions/field/properties",
        "dataset, d.yaml: fields[0].headings.unknown, /definitions/heading/oneOf/1/properties",
        "dataset, d.yaml: unpivot.unknown, /definitions/unpivot/properties",
        "dataset, d.yaml: unpivot.dimension.unknown, /definitions/unheaded/properties",
        "dataset, d.yaml: unpivot.value.unknown, /definitions/unheaded/properties",
        "dataset, d.yaml: totals[0].unknown, /definitions/total/properties",
        "reader, readers/r.yaml: unknown, /properties",
        "reader, readers/r.yaml: uses[0].unknown, /definitions/use/properties",
        "reader, readers/r.yaml: uses[0].columns.unknown, /definitions/column/properties",
    })
    void hasTheKeysThatTheReaderKnows(String schema, String path, String place) throws IOException {
        JsonNode properties = new ObjectMapper()
                .readTree(SCHEMAS.resolve(schema + ".schema.json").toFile())
                .at(place);
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);

        assertThat(keys).containsExactlyInAnyOrderElementsOf(known(path));
    }

    private List<String> known(String path) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(ManifestText.PUBLICATION_FILE, PUBLICATION);
        files.put("d.yaml", DATASET);
        Files.writeString(Files.createDirectories(folder.resolve("readers")).resolve("r.yaml"), READER);
        List<String> problems = new ArrayList<>();
        problems.addAll(problems(() -> new ManifestReader().read(new ManifestText(files))));
        problems.addAll(problems(() -> DeclaredReaders.in(folder)));
        for (String problem : problems) {
            Matcher told = TOLD.matcher(problem);
            if (told.matches() && told.group(1).equals(path)) {
                return Arrays.asList(told.group(2).split(", ", -1));
            }
        }
        throw new AssertionError("Nothing was reported about " + path + " in " + problems);
    }

    private static List<String> problems(ThrowingCallable reading) {
        return catchThrowableOfType(InvalidManifestException.class, reading).problems();
    }
}
