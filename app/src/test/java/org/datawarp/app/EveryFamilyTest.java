package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drafted from a folder of real releases loads each of them, unedited, into the same datasets. */
class EveryFamilyTest {

    private static final Pattern LOADED = Pattern.compile("(\\S+) +(\\S+) +(\\S+) +([\\d,]+) +([\\d,]+) +([\\d,]+)");

    @TempDir
    private Path folder;

    /** Datasets that every release has, out of all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nhs-england/ae-monthly-csv, 1, 1, 12",
        "nhs-england/cancer-waiting-times, 10, 10, 2",
        "ons/weekly-deaths, 1, 1, 5",
        "phe-ukhsa/carehome-outbreaks, 8, 8, 3",
        "nhs-digital/mhsds-4ww, 1, 1, 2",
        "nhs-digital/sickness-absence, 1, 1, 3",
        "nhs-digital/ods, 3, 0, 4"
    })
    void loadsEveryReleaseIntoTheSameDatasets(String family, int datasets, int everywhere, int releases)
            throws IOException {
        Path files = RealData.folder().resolve(family);
        Path manifests = Files.createDirectories(folder.resolve("manifests"));

        CommandRun added = run(manifests, "add", files.toString(), "--name=family", "--yes");
        CommandRun tried = run(manifests, "load", "family", "--dry-run", "--source=" + files.getParent());

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).doesNotContain("To look at:");
        Map<String, Set<String>> releasesOf = new HashMap<>();
        List<Long> rejected = new ArrayList<>();
        for (String line : tried.lines()) {
            Matcher loaded = LOADED.matcher(line.strip());
            if (loaded.matches()) {
                releasesOf
                        .computeIfAbsent(loaded.group(3), none -> new HashSet<>())
                        .add(loaded.group(2));
                rejected.add(Long.valueOf(loaded.group(5).replace(",", "")));
            }
        }
        assertThat(releasesOf).as(tried.out()).hasSize(datasets);
        assertThat(releasesOf.values().stream().filter(of -> of.size() == releases))
                .as(tried.out())
                .hasSize(everywhere);
        assertThat(rejected).containsOnly(0L);
    }

    /** The larger families: minutes. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nhs-england/acute-discharge-sitrep, 7, 7, 8",
        "nhs-england/delayed-transfers, 4, 4, 7",
        "nhs-england/gp-patient-survey-dental, 12, 12, 5",
        "nhsbsa/patient-list-size, 1, 1, 3",
        "phw/rapid-covid-surveillance, 6, 4, 4"
    })
    void loadsEveryReleaseOfLargeFamiliesIntoTheSameDatasets(String family, int datasets, int everywhere, int releases)
            throws IOException {
        loadsEveryReleaseIntoTheSameDatasets(family, datasets, everywhere, releases);
    }

    private CommandRun run(Path manifests, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--manifests=" + manifests);
        all.add("--data-dir=" + folder.resolve("data"));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
