package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code manifests/README.md} explains every key of a manifest, and no other. The keys are those of the JSON Schemas,
 * which {@link EditorSchemaTest} compares with the reader's.
 */
class ManifestPageTest {

    private static final Path MANIFESTS = Path.of("..", "manifests");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    /** A row of a table: keys, meaning, and perhaps the default. */
    private static final Pattern ROW = Pattern.compile("\\| ((?:`[a-z-]+`(?:, )?)+) \\| ([^|]+)\\|.*");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Format: `publication.yaml`, publication, /properties",
        "`schedule`, publication, /definitions/schedule/properties",
        "`files`, publication, /definitions/files/properties",
        "Format: `<dataset>.yaml`, dataset, /properties",
        "`sources`, dataset, /definitions/source/properties",
        "`fields`, dataset, /definitions/field/properties",
        "`unpivot`, dataset, /definitions/unpivot/properties",
        "`totals`, dataset, /definitions/total/properties",
    })
    void explainsEveryKey(String section, String schema, String place) throws IOException {
        List<String> explained = new ArrayList<>();
        for (String line : section(section)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(2).strip()).as(line).isNotEmpty();
                NAME.matcher(row.group(1)).results().forEach(name -> explained.add(name.group(1)));
            }
        }

        assertThat(explained).containsExactlyInAnyOrderElementsOf(keys(schema, place));
    }

    /** The keys of a value that may be a mapping: explained in the row of its key. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "`fields`, dataset, /definitions/heading/oneOf/1/properties",
        "Who uses what: `readers/*.yaml`, reader, /properties",
        "Who uses what: `readers/*.yaml`, reader, /definitions/use/properties",
        "Who uses what: `readers/*.yaml`, reader, /definitions/column/properties",
    })
    void mentionsEveryKeyOfWhatStandsWithin(String section, String schema, String place) throws IOException {
        assertThat(String.join("\n", section(section)))
                .contains(keys(schema, place).stream().map("`%s`"::formatted).toList());
    }

    private static List<String> keys(String schema, String place) throws IOException {
        JsonNode properties = new ObjectMapper()
                .readTree(MANIFESTS
                        .resolve("schema/%s.schema.json".formatted(schema))
                        .toFile())
                .at(place);
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).isNotEmpty();
        return keys;
    }

    /** The lines under a heading, up to the next. */
    private static List<String> section(String heading) throws IOException {
        List<String> lines = Files.readAllLines(MANIFESTS.resolve("README.md"));
        int start = 0;
        while (!lines.get(start).replaceFirst("^#+ ", "").equals(heading)) {
            start++;
        }
        int end = start + 1;
        boolean isFenced = false;
        while (end < lines.size() && (isFenced || !lines.get(end).startsWith("#"))) {
            isFenced ^= lines.get(end).startsWith("```");
            end++;
        }
        return lines.subList(start + 1, end);
    }
}
