package org.datawarp.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, over files of its own. */
class AccuracyMainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("truth"));
        Files.writeString(
                folder.resolve("data/beds.csv"),
                "Org Code,Org Name,Beds\nR0A,Northern,12\nR1K,Southern,*\nRRK,Western,7\nRXX,Eastern,8\n");
        Files.writeString(folder.resolve("truth/T1.json"), """
                {"file": "beds.csv", "sheets": [{"sheet": "*", "tables": [{
                  "title": "beds", "headerRows": [[1]],
                  "columns": {"code": "org code", "name": "org name", "beds": "beds"}, "rows": 4, "totals": 0,
                  "values": [{"where": {"code": "RRK"}, "column": "beds", "is": 7}]}]}]}
                """);
        Files.writeString(
                folder.resolve("truth/T2.json"), "{\"file\": \"gone.csv\", \"sheets\": [{\"sheet\": \"*\"}]}");
    }

    private int run(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--data=" + folder.resolve("data");
        arguments[1] = "--truth=" + folder.resolve("truth");
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new CommandLine(new AccuracyMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void scoresFilesAgainstTruthAndExplainsMisses() {
        assertThat(run()).isZero();

        assertThat(out.toString())
                .contains("T1 beds.csv: 7 of 7", "T2 gone.csv: the reader failed", "T2 gone.csv: 0 of 2")
                .contains("miss: sheet: it was not found")
                .contains("Score: 77.8 % (7 of 9 checks). Tables missed: 0. False tables: 0.");
    }

    @Test
    void failsBelowTheScoreThatIsAskedFor() {
        assertThat(run("--at-least=98")).isEqualTo(1);
        assertThat(run("--at-least=98", "--only=T1")).isZero();
    }

    @Test
    void namesAFolderThatIsNotThere() {
        assertThat(run("--data=" + folder.resolve("nowhere"))).isEqualTo(2);
    }
}
