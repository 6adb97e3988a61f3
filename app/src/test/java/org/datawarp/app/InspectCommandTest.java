package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code datawarp inspect}. */
class InspectCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEDS = """
            Org Code,Org Name,Beds
            R0A,Northern,12
            R1K,Southern,*
            RRK,Western,7
            """;

    @TempDir
    private Path folder;

    private Path beds;
    private Path page;

    @BeforeEach
    void writeFiles() throws IOException {
        beds = Files.writeString(folder.resolve("Beds%20May-2031.csv"), BEDS);
        page = Files.writeString(folder.resolve("page.xls"), "<!doctype html><html><body>Not found</body></html>");
    }

    private Path zip() throws IOException {
        Path zip = folder.resolve("both.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path member : new Path[] {beds, page}) {
                out.putNextEntry(new ZipEntry("inner/" + member.getFileName()));
                out.write(Files.readAllBytes(member));
            }
        }
        return zip;
    }

    @Test
    void givesOneObjectALineForPrograms() throws IOException {
        CommandRun run = CommandRun.of("inspect", "--json", beds.toString(), page.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSize(2);
        JsonNode first = JSON.readTree(run.lines().get(0));
        assertThat(first.get("file").asText()).isEqualTo(beds.toString());
        assertThat(first.get("sha256").asText()).hasSize(64);
        assertThat(first.get("format").asText()).isEqualTo("csv");
        assertThat(first.get("sheets")).hasSize(1);
        assertThat(first.at("/sheets/0/rows").asLong()).isEqualTo(4);
        assertThat(first.get("rejected").isNull()).isTrue();
        JsonNode second = JSON.readTree(run.lines().get(1));
        assertThat(second.get("sheets")).isEmpty();
        assertThat(second.at("/rejected/reason").asText()).isEqualTo("html-page");
    }

    @Test
    void namesTheMemberOfAZipThatASheetIsIn() throws IOException {
        CommandRun run = CommandRun.of("inspect", "--json", zip().toString());

        JsonNode file = JSON.readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(file.at("/sheets/0/member").asText()).isEqualTo("inner/Beds%20May-2031.csv");
        assertThat(file.at("/unreadable/0/member").asText()).isEqualTo("inner/page.xls");
        assertThat(file.at("/unreadable/0/reason").asText()).isEqualTo("html-page");
        assertThat(file.get("rejected").isNull()).isTrue();
    }

    @Test
    void showsPeopleEachSheet() {
        CommandRun run = CommandRun.of("inspect", beds.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("csv  sha256 ", "4 rows").doesNotContain("\u001b");
    }

    @Test
    void tellsWhichFileIsNotThere() {
        CommandRun run = CommandRun.of(
                "inspect", beds.toString(), folder.resolve("nowhere.csv").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nowhere.csv", "found nothing there, expected a file");
    }

    @Test
    void asksForAFile() {
        CommandRun run = CommandRun.of("inspect");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("<file>", "Try: datawarp inspect --help");
    }

    @Test
    void refusesANumberOfRowsThatIsNone() {
        CommandRun run = CommandRun.of("inspect", "--rows=some", beds.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--rows", "\"some\"", "a number of rows, or all");
    }

    @Test
    void changesNothingAndLeavesNothingBehind() throws IOException {
        byte[] before = Files.readAllBytes(beds);

        CommandRun.of("inspect", "--rows", "all", zip().toString(), beds.toString());

        assertThat(Files.readAllBytes(beds)).isEqualTo(before);
        assertThat(new String(before, StandardCharsets.UTF_8)).isEqualTo(BEDS);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }
}
