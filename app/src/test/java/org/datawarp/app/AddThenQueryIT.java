package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.datawarp.platform.setting.Setting;
import org.datawarp.streams.release.ReleaseState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a page to an answer: two publications without a manifest are drafted from their publishers' pages, loaded as
 * drafted, and queried in SQL.
 */
@Tag("slow")
class AddThenQueryIT {

    @TempDir
    private static Path folder;

    private static PublisherSite site;
    private static CommandRun archive;
    private static CommandRun series;
    private static RunningStack stack;
    private static Map<String, ReleaseState> loaded;

    @BeforeAll
    static void addBothThenLoad() throws IOException, InterruptedException, TimeoutException {
        site = PublisherSite.start();
        BedStatistics.publishArchive(site);
        BedStatistics.publishSeries(site);
        archive = run("add", site.address(BedStatistics.ARCHIVE), "--yes");
        series = run("add", site.address(BedStatistics.SERIES), "--yes");
        stack = RunningStack.start(
                folder.resolve("data"),
                folder.resolve("manifests"),
                "live",
                Map.of(Setting.DATAWARP_TRUSTED_HOSTS.name(), site.host()));
        loaded = stack.load();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        stack.close();
        site.close();
    }

    private static CommandRun run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + Files.createDirectories(folder.resolve("manifests")));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void draftsLoadWithoutEdits() {
        assertThat(archive.exitCode()).as(archive.out() + archive.err()).isZero();
        assertThat(series.exitCode()).as(series.out() + series.err()).isZero();
        assertThat(loaded)
                .hasSize(8)
                .containsKeys("bed-closures 2025-02", "bed-closures 2025-06", "community-beds 2025-06")
                .allSatisfy((release, state) -> assertThat(state).as(release).isEqualTo(ReleaseState.PROMOTED));
    }

    @Test
    void answersOverEveryReleaseOfAnArchiveByYear() throws IOException {
        CommandRun asked = run(
                "query",
                "--format=csv",
                "SELECT period_start, sum(beds_closed), max(days_closed_status) FROM bed_closures GROUP BY 1 ORDER BY 1");

        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.lines().subList(1, asked.lines().size()))
                .containsExactly(
                        "2025-02-01,63,*",
                        "2025-03-01,93,*",
                        "2025-04-01,123,*",
                        "2025-05-01,153,*",
                        "2025-06-01,183,*");
    }

    @Test
    void knowsWhichReleasesAreRevised() throws SQLException {
        assertThat(stack.sql("SELECT release FROM datawarp.releases WHERE publication = 'bed-closures'"
                        + " AND vintage = 'revised' ORDER BY release"))
                .containsExactly(List.of("2025-02"), List.of("2025-05"));
    }

    @Test
    void answersOverEveryReleaseOfASeries() throws IOException {
        CommandRun tables = run(
                "query",
                "--format=csv",
                "SELECT dataset, rows FROM catalog WHERE dataset LIKE 'community%' ORDER BY 1");
        CommandRun asked = run(
                "query",
                "--format=csv",
                "SELECT period_end, sum(beds) FROM community_beds_by_age GROUP BY 1 ORDER BY 1");

        assertThat(tables.lines()).hasSize(3).contains("community_beds_by_age,9");
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.lines().subList(1, asked.lines().size()))
                .containsExactly("2025-04-30,3240", "2025-05-31,3250", "2025-06-30,3260");
    }
}
