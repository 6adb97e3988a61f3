package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafted manifests load the files that they were drafted from. The files are those of the bundled samples. */
class AddCommandTest {

    @TempDir
    private Path folder;

    private Path manifests;
    private PublisherSite site;

    @BeforeEach
    void start() throws IOException {
        manifests = Files.createDirectories(folder.resolve("manifests"));
        site = PublisherSite.start();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + manifests);
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** The files of a sample, without its page. */
    private Path files(String publication) throws IOException {
        Path to = Files.createDirectories(folder.resolve("downloads").resolve(publication));
        try (Stream<Path> all =
                Files.walk(BundledManifests.FOLDER.resolve(publication).resolve("sample"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".html")) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
        return to;
    }

    /** A page that links to each file, and a page above it that links to that page. */
    private String page(Path files) throws IOException {
        List<String> addresses = new ArrayList<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.sorted().toList()) {
                String address = "/uploads/" + file.getFileName().toString().replace(" ", "%20");
                site.put(address, Files.readAllBytes(file));
                addresses.add(address);
            }
        }
        site.put("/statistics/delays/2017-18/", PublisherSite.page("Statistics", addresses.toArray(String[]::new)));
        site.put("/statistics/delays/", PublisherSite.page("Delays", "/statistics/delays/2017-18/"));
        return site.address("/statistics/delays/");
    }

    @Test
    void draftsWhatLoadsFromAFolderOfCsvs() throws IOException {
        Path files = files("ae-monthly");

        CommandRun added = run("add", files.toString(), "--yes");
        CommandRun tried = run("load", "ae-monthly", "--dry-run", "--source=" + files.resolveSibling("."));

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("Found 3 data links: 3 releases from 2025-03 to 2025-05, 3 of them read.");
        assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
        assertThat(tried.lines())
                .filteredOn(line -> line.matches("ae-monthly +2025-0[345] +ae_monthly +1[012] +0 +1"))
                .hasSize(3);
    }

    @Test
    void takesLikeTablesOfAllReleasesForOneDatasetHoweverTheyWereHeaded() throws IOException {
        String page = page(files("delayed-transfers"));

        CommandRun added = run("add", page, "--name=delays", "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.lines())
                .filteredOn(line -> line.startsWith("delays_"))
                .hasSize(4)
                .allMatch(line -> line.matches("delays_\\S+ +\\d+ +3 +.*"));
        assertThat(manifests.resolve("delays/publication.yaml"))
                .content()
                .contains("landing-page: " + page, "follow:\n    - " + page + "*");
        assertThat(manifests.resolve("delays/delays_la_by_type_care.yaml"))
                .content()
                .contains("- Delayed Days / Acute", "- Acute");
    }

    @Test
    void writesNothingUnlessToldTo() throws IOException {
        CommandRun added = run("add", files("ae-monthly").toString());

        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).contains("Nothing was written: --yes writes 2 files to ");
        assertThat(manifests).isEmptyDirectory();
    }

    @Test
    void leavesAPublicationThatIsThereAlone() throws IOException {
        Path files = files("ae-monthly");
        Files.createDirectories(manifests.resolve("ae-monthly"));

        CommandRun added = run("add", files.toString(), "--yes");

        assertThat(added.exitCode()).isEqualTo(2);
        assertThat(added.err()).contains("Cannot add ae-monthly: found it in", "take another --name");
    }

    @Test
    void saysWhenThereIsNothingToDraftFrom() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("downloads/empty"));

        CommandRun added = run("add", empty.toString());

        assertThat(added.exitCode()).isEqualTo(1);
        assertThat(added.err()).contains("Cannot draft empty from", "found no link to a workbook, CSV or ZIP");
    }
}
