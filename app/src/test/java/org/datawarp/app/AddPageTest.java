package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.preview.ReleasePreview;
import org.datawarp.app.setting.Setting;
import org.datawarp.app.setting.Settings;
import org.datawarp.app.setting.SettingsReader;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests drafted from pages as publishers make them: archives by year, a page for each release, files with marks. */
class AddPageTest {

    @TempDir
    private Path folder;

    private final Map<String, byte[]> pages = new HashMap<>();
    private HttpServer site;

    @BeforeEach
    void start() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] body = pages.get(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void stop() {
        site.stop(0);
    }

    private String host() {
        return "localhost:" + site.getAddress().getPort();
    }

    private void put(String path, String text) {
        pages.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String links(String... addresses) {
        StringBuilder html = new StringBuilder();
        for (String address : addresses) {
            html.append("<p><a href=\"%s\">%s</a></p>".formatted(address, "Download"));
        }
        return html.toString();
    }

    private CommandRun run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + Files.createDirectories(folder.resolve("manifests")));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** What loading would give: rows by release and dataset. */
    private Map<String, Long> tried(String publication) throws IOException {
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS, folder.resolve("manifests").toString(),
                        Setting.DATAWARP_SOURCE, "live",
                        Setting.DATAWARP_TRUSTED_HOSTS, host()),
                Map.of(),
                folder);
        Map<String, Long> rows = new TreeMap<>();
        try (FetchRole.Offline fetch = FetchRole.offline(settings)) {
            for (PublicationManifest manifest : PublicationManifest.readAll(settings.manifests())) {
                assertThat(manifest.name().value()).isEqualTo(publication);
                for (DiscoveredRelease release : fetch.discover(manifest).releases()) {
                    ReleasePreview preview = fetch.preview(manifest, release);
                    assertThat(preview.rejected()).isZero();
                    preview.counts().forEach((dataset, count) -> rows.put(release.name() + " " + dataset, count));
                }
            }
        }
        return rows;
    }

    private static String beds(int first, String code) {
        return """
                %s,Name,Beds Open,Beds Occupied
                R0A,Northern,%d,7
                R1K,Southern,%d,*
                RRK,Western,%d,9
                Total,England,%d,16
                """.formatted(code, first, first + 1, first + 2, 3 * first + 3);
    }

    @Test
    void draftsFromAnArchiveByYearWhoseFilesHaveMarksAndRevisions() throws IOException {
        put(
                "/statistics/beds/",
                "<h1>Beds</h1>" + links("/statistics/beds/beds-2024-25/", "/statistics/beds/beds-2025-26/")
                        + links("/uploads/2019/05/Beds-methodology.pdf", "/statistics/other/"));
        put(
                "/statistics/beds/beds-2024-25/",
                "<h1>Beds 2024-25</h1>"
                        + links(
                                "/uploads/2025/04/Monthly-Beds-February-2025-a1b2c.csv",
                                "/uploads/2025/05/Monthly-Beds-March-2025-x9y8z.csv",
                                "/uploads/2025/11/Monthly-Beds-March-2025-q2w3e-revised.csv",
                                "/uploads/2025/05/Statement-March-2025.pdf"));
        put(
                "/statistics/beds/beds-2025-26/",
                "<h1>Beds 2025-26</h1>"
                        + links(
                                "/uploads/2025/06/Monthly-Beds-April-2025-k4l5m.csv",
                                "/uploads/2025/06/Monthly-Beds-April-2025-k4l5n.zip",
                                "/uploads/2025/06/Beds-definitions-April-2025.xlsx"));
        put("/uploads/2025/04/Monthly-Beds-February-2025-a1b2c.csv", beds(10, "Org Code"));
        put("/uploads/2025/05/Monthly-Beds-March-2025-x9y8z.csv", beds(11, "Org Code"));
        put("/uploads/2025/11/Monthly-Beds-March-2025-q2w3e-revised.csv", beds(20, "Org Code"));
        put("/uploads/2025/06/Monthly-Beds-April-2025-k4l5m.csv", beds(30, "Organisation Code"));

        CommandRun added = run("add", "http://" + host() + "/statistics/beds/", "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out())
                .contains(
                        "1 supporting",
                        "2 methodology",
                        "3 releases from 2025-02 to 2025-04",
                        "explains data: Beds-definitions-April-2025.xlsx");
        assertThat(added.lines()).filteredOn(line -> line.startsWith("beds ")).hasSize(1);
        assertThat(tried("beds")).isEqualTo(Map.of("2025-02 beds", 3L, "2025-03 beds", 3L, "2025-04 beds", 3L));
        assertThat(folder.resolve("manifests/beds/beds.yaml"))
                .content()
                .contains("- Organisation Code", "- Org Code", "totals:", "'*': Suppressed");
    }

    @Test
    void draftsFromASeriesWithAPageForEachReleaseWhoseFilesAreCalledTheSame() throws IOException {
        String series = "/data-and-information/publications/statistical/beds-management-information";
        put(
                series,
                "<h1>Beds</h1>" + links(series + "/january-2025", series + "/february-2025", "/about/accessibility"));
        int first = 0;
        for (String month : List.of("january-2025", "february-2025")) {
            first += 10;
            String files = "/files/3%d/4F2A%d0/".formatted(first % 7, first);
            put(
                    series + "/" + month,
                    "<h1>Beds management information, %s</h1>".formatted(month.replace('-', ' '))
                            + links(
                                    files + "beds_csvs.zip",
                                    files + "beds_metadata.xlsx",
                                    files + "Data%20quality%20statement.pdf"));
            pages.put(
                    files + "beds_csvs.zip",
                    zip(Map.of(
                            "beds by trust.csv", beds(first, "Org Code"),
                            "beds by age.csv", "Age,Beds\n0-17,%d\n18-64,5\n65+,7\n".formatted(first))));
        }

        CommandRun added = run("add", "http://" + host() + series, "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out())
                .contains("2 data, 2 supporting, 2 methodology links", "2 releases from 2025-01 to 2025-02");
        assertThat(tried("beds-management-information"))
                .hasSize(4)
                .allSatisfy((dataset, rows) -> assertThat(rows).as(dataset).isEqualTo(3));
    }

    @Test
    void draftsFromAPageThatHandsOutFilesByQuery() throws IOException {
        String page = "/datasets/weeklydeaths";
        put(
                page,
                "<h1>Deaths</h1>"
                        + links(
                                "/file?uri=/datasets/weeklydeaths/2019/deaths2019.csv",
                                "/file?uri=/datasets/weeklydeaths/2020/deaths2020.csv"));
        for (int year : List.of(2019, 2020)) {
            put(
                    "/file?uri=/datasets/weeklydeaths/%d/deaths%d.csv".formatted(year, year),
                    "Area code,Area name,Deaths\nE12000001,North East,%d\nE12000002,North West,7\n".formatted(year));
        }

        CommandRun added = run("add", "http://" + host() + page, "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("2 releases from 2019 to 2020");
    }

    private static byte[] zip(Map<String, String> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                out.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
