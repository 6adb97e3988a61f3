package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.setting.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests drafted from pages like publishers' own: archives by year, a page for each release, files with marks. */
class AddPageTest {

    @TempDir
    private Path folder;

    private PublisherSite site;

    @BeforeEach
    void start() throws IOException {
        site = PublisherSite.start();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private CommandRun run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + Files.createDirectories(folder.resolve("manifests")));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private List<String> tried() throws IOException {
        return TriedReleases.of(
                folder, Map.of(Setting.DATAWARP_SOURCE, "live", Setting.DATAWARP_TRUSTED_HOSTS, site.host()));
    }

    @Test
    void draftsFromAnArchiveByYearWhoseFilesHaveMarksAndRevisions() throws IOException {
        BedStatistics.publishArchive(site);

        CommandRun added = run("add", site.address(BedStatistics.ARCHIVE), "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out())
                .contains("5 releases from 2025-02 to 2025-06")
                .contains(
                        "Monthly-Bed-Closures-May-2025-9aB3x.csv is not loaded: Monthly-Bed-Closures-May-2025-revised-",
                        "Monthly-Bed-Closures-June-2025-lopYX.xls is not loaded: Monthly-Bed-Closures-June-2025-Dl8t54.csv",
                        "explains data: System-Mapping.csv");
        assertThat(added.lines())
                .filteredOn(line -> line.startsWith("bed_closures "))
                .as(added.out())
                .singleElement()
                .asString()
                .matches("bed_closures +4 +5 +15 .*");
        assertThat(tried())
                .containsExactly(
                        "2025-02 revised bed_closures 3",
                        "2025-03 - bed_closures 3",
                        "2025-04 - bed_closures 3",
                        "2025-05 revised bed_closures 3",
                        "2025-06 - bed_closures 3");
        assertThat(folder.resolve("manifests/bed-closures/bed_closures.yaml"))
                .content()
                .contains("- Organisation Code", "- Org Code", "- Code", "totals:", "'*': Suppressed");
    }

    @Test
    void draftsFromASeriesWithAPageForEachReleaseWhoseFilesAreCalledTheSame() throws IOException {
        BedStatistics.publishSeries(site);

        CommandRun added = run("add", site.address(BedStatistics.SERIES), "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out())
                .contains("3 data, 3 supporting, 3 methodology links", "3 releases from 2025-04 to 2025-06");
        assertThat(tried())
                .containsExactly(
                        "2025-04 - community_beds_by_age 3",
                        "2025-04 - community_beds_by_provider 3",
                        "2025-05 - community_beds_by_age 3",
                        "2025-05 - community_beds_by_provider 3",
                        "2025-06 - community_beds_by_age 3",
                        "2025-06 - community_beds_by_provider 3");
    }

    @Test
    void draftsFromACollectionWhoseReleasesStandElsewhereOnTheSite() throws IOException {
        BedStatistics.publishCollection(site);

        CommandRun added = run("add", site.address(BedStatistics.COLLECTION), "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("2 releases from week-2025-05-11 to week-2025-05-18");
        assertThat(tried())
                .containsExactly(
                        "week-2025-05-11 - waits_for_a_bed_weekly_statistics 2",
                        "week-2025-05-18 - waits_for_a_bed_weekly_statistics 2");
    }

    @Test
    void draftsFromAPageThatHandsOutFilesByQuery() throws IOException {
        String page = "/datasets/weeklydeaths";
        List<String> files = List.of(
                "/file?uri=/datasets/weeklydeaths/2019/deaths2019.csv",
                "/file?uri=/datasets/weeklydeaths/2020/deaths2020.csv");
        site.put(page, PublisherSite.page("Deaths", files.toArray(String[]::new)));
        files.forEach(file -> site.put(
                file,
                "Area code,Area name,Deaths\nE12000001,North East,%d\nE12000002,North West,7\n"
                        .formatted(file.length())));

        CommandRun added = run("add", site.address(page), "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("2 releases from 2019 to 2020");
    }
}
