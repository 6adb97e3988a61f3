package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.datawarp.platform.setting.Setting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is drafted from a folder of real releases loads each of them, unedited, into the same datasets: every release with
 * its period, its vintage, and the rows of each dataset, as the resources of the tests have them.
 */
@Tag("slow")
class EveryFamilyTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "nhs-england/ae-monthly-csv",
                "nhs-england/cancer-waiting-times",
                "ons/weekly-deaths",
                "phe-ukhsa/carehome-outbreaks",
                "nhs-digital/mhsds-4ww",
                "nhs-digital/sickness-absence",
                "nhs-digital/ods"
            })
    void loadsEveryReleaseIntoTheSameDatasets(String family) throws IOException {
        Path files = RealData.folder().resolve(family);

        CommandRun added = CommandRun.of(
                "add",
                files.toString(),
                "--name=family",
                "--yes",
                "--manifests=" + Files.createDirectories(folder.resolve("manifests")),
                "--data-dir=" + folder.resolve("data"));

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).doesNotContain("Needs attention:");
        assertThat(TriedReleases.of(folder, Map.of(Setting.DATAWARP_SOURCE, String.valueOf(files.getParent()))))
                .as(added.out())
                .containsExactlyElementsOf(expected(family));
    }

    /** The larger families: minutes. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "nhs-england/acute-discharge-sitrep",
                "nhs-england/delayed-transfers",
                "nhs-england/gp-patient-survey-dental",
                "nhsbsa/patient-list-size",
                "phw/rapid-covid-surveillance"
            })
    void loadsEveryReleaseOfLargeFamiliesIntoTheSameDatasets(String family) throws IOException {
        loadsEveryReleaseIntoTheSameDatasets(family);
    }

    private static List<String> expected(String family) throws IOException {
        String name = "/families/%s.txt".formatted(family.substring(family.indexOf('/') + 1));
        try (InputStream resource =
                Objects.requireNonNull(EveryFamilyTest.class.getResourceAsStream(name), () -> "No resource " + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
