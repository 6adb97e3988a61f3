package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifests that come with DataWarp can be read, and are as complete as their users expect. */
class EveryManifestTest {

    private static final Path MANIFESTS = Path.of("..", "manifests");

    private final List<Manifest> manifests;

    EveryManifestTest() throws IOException {
        manifests = new ManifestReader().readAll(MANIFESTS);
    }

    @Test
    void isReadWithoutAProblem() {
        assertThat(manifests)
                .extracting(manifest -> manifest.publication().name().value())
                .contains("ae-monthly", "rtt-full-extract", "delayed-transfers", "acute-discharge-sitrep");
    }

    @Test
    void standsInAFolderOfItsOwnName() {
        assertThat(manifests).allSatisfy(manifest -> {
            Path folder = MANIFESTS.resolve(manifest.publication().name().value());
            assertThat(folder.resolve(ManifestText.PUBLICATION_FILE)).exists();
            assertThat(manifest.datasets())
                    .allSatisfy(dataset ->
                            assertThat(folder.resolve(dataset.name() + ".yaml")).exists());
        });
    }

    @Test
    void saysWhatItsDatasetsAndColumnsMean() {
        assertThat(manifests).allSatisfy(manifest -> {
            assertThat(manifest.publication().description()).hasSizeGreaterThan(60);
            assertThat(manifest.publication().licence()).isEqualTo("OGL-UK-3.0");
            assertThat(manifest.datasets()).allSatisfy(dataset -> {
                assertThat(dataset.description()).hasSizeGreaterThan(60);
                assertThat(dataset.table().columns())
                        .allSatisfy(column -> assertThat(column.description())
                                .as("%s", column.name())
                                .isNotBlank());
            });
        });
    }

    @Test
    void crossesItsTopicUnchanged() {
        assertThat(manifests).allSatisfy(manifest -> {
            Path folder = MANIFESTS.resolve(manifest.publication().name().value());
            ManifestText text = ManifestText.in(folder);
            assertThat(new ManifestReader().read(ManifestText.fromJson(text.toJson())))
                    .usingRecursiveComparison()
                    .ignoringFieldsOfTypes(java.util.regex.Pattern.class)
                    .isEqualTo(manifest);
        });
    }
}
