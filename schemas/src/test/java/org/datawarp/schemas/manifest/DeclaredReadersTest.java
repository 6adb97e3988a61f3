package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declarations of consumers are read strictly, and a manifest that removes what they use is invalid. */
class DeclaredReadersTest {

    private static final String DATASET = """
            dataset: attendances
            title: Attendances
            description: By provider
            fields:
              - {name: org_code, headings: Org Code, role: key}
              - {name: patients, headings: Patients, type: integer, role: measure}
            """;

    private static final String READER = """
            reader: Bed report
            contact: beds@trust.example
            uses:
              - dataset: attendances
                columns: [org_code, period_start, {name: patients, type: integer}]
                key: [org_code]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Path publication = Files.createDirectories(folder.resolve("sample"));
        Files.writeString(publication.resolve("publication.yaml"), ManifestReaderTest.PUBLICATION);
        dataset(DATASET);
        reader(READER);
    }

    private void dataset(String yaml) throws IOException {
        Files.writeString(folder.resolve("sample/attendances.yaml"), yaml);
    }

    private void reader(String yaml) throws IOException {
        Path readers = Files.createDirectories(folder.resolve(DeclaredReaders.FOLDER));
        Files.writeString(readers.resolve("beds.yaml"), yaml);
    }

    private List<String> problems() {
        InvalidManifestException thrown =
                catchThrowableOfType(InvalidManifestException.class, () -> new ManifestReader().readAll(folder));
        assertThat(thrown).as("a problem was expected").isNotNull();
        return thrown.problems();
    }

    @Test
    void takesAManifestThatKeepsWhatReadersUse() throws IOException {
        dataset(DATASET + "  - {name: beds, headings: Beds, optional: true}\n");

        assertThat(new ManifestReader().readAll(folder)).hasSize(1);
    }

    @Test
    void refusesOneThatTakesAColumnAway() throws IOException {
        dataset(DATASET.replace("name: patients", "name: people"));

        assertThat(problems())
                .containsExactly("readers/beds.yaml: uses[0].columns: attendances has no column patients;"
                        + " Bed report uses it, ask beds@trust.example first");
    }

    @Test
    void refusesAnotherTypeAnotherKeyAndADatasetThatIsNotPublished() throws IOException {
        dataset(DATASET.replace("type: integer", "type: number").replace("role: measure", "role: key")
                + "published: false\n");

        assertThat(problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("attendances is not published any more"))
                .anyMatch(problem -> problem.contains("attendances.patients has the type number, expected integer"))
                .anyMatch(problem -> problem.contains("identified by [org_code, patients], expected [org_code]"));
    }

    @Test
    void refusesADatasetThatNoManifestHas() throws IOException {
        reader(READER.replace("dataset: attendances", "dataset: attendance"));

        assertThat(problems()).singleElement().asString().contains("no manifest has the dataset attendance");
    }

    @Test
    void tellsOfEveryKeyThatIsMisspeltOrMissing() throws IOException {
        reader("reader: Bed report\nowner: me\nuses: [{dataset: attendances, columns: [{nom: x}], keys: []}]\n");

        assertThat(problems())
                .anyMatch(problem -> problem.startsWith("readers/beds.yaml: contact: is missing"))
                .anyMatch(problem -> problem.startsWith("readers/beds.yaml: owner: is not a key here"))
                .anyMatch(problem -> problem.startsWith("readers/beds.yaml: uses[0].keys: is not a key here"))
                .anyMatch(problem -> problem.startsWith("readers/beds.yaml: uses[0].columns.name: is missing"));
    }

    @Test
    void blamesTheManifestAloneWhenItCannotBeRead() throws IOException {
        dataset(DATASET.replace("role: key", "role: kee"));

        assertThat(problems()).allMatch(problem -> problem.startsWith("sample/attendances.yaml"));
    }
}
