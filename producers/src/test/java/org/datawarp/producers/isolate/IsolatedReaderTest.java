package org.datawarp.producers.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;
import org.datawarp.schemas.row.SheetRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class IsolatedReaderTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private IsolatedReader reader = new IsolatedReader(Path.of("unused"), IsolationLimits.DEFAULT);

    private IsolatedReader reader(IsolationLimits limits) {
        reader = new IsolatedReader(folder.resolve("work"), limits);
        return reader;
    }

    private IsolatedReader reader() {
        return reader(new IsolationLimits(64, LONG, LONG, 100));
    }

    @AfterEach
    void endProcesses() throws IOException {
        reader.close();
    }

    /** Everything that a sink received, as texts. */
    private static class Told implements SheetSink {

        final List<String> all = new ArrayList<>();

        @Override
        public void opened(SheetHeader header) throws IOException {
            all.add("opened " + header);
        }

        @Override
        public void row(SheetRow row) throws IOException {
            all.add("row " + row);
        }

        @Override
        public void closed() {
            all.add("closed");
        }

        @Override
        public void unreadable(String member, UnreadableFileException reason) {
            all.add("unreadable " + member + ": " + reason.reason() + ", " + reason.getMessage());
        }
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private Path zip(Map<String, String> members) throws IOException {
        Path file = folder.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private List<Path> workFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("work"))) {
            return all.toList();
        }
    }

    @Test
    void givesWhatAReaderInThisProcessGives() throws IOException {
        Path file = zip(
                Map.of("a/rows.csv", "code,naïve\nRRK,\"1,234\"\n\nR1H,*\n", "b/page.csv", "<html><body>no</body>"));
        Told here = new Told();
        Told there = new Told();

        new FileReader(folder.resolve("here"), ReadLimits.DEFAULT).read(file, "a.zip", Members.ALL, here);
        reader().read(file, "a.zip", Members.ALL, there);

        assertThat(there.all).isEqualTo(here.all).anyMatch(told -> told.startsWith("unreadable b/page.csv: HTML_PAGE"));
    }

    /** Its work folder, too. */
    @Test
    @EnabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "Java cannot name the file")
    void readsAFileInAFolderWithOtherLettersThanAscii() throws IOException {
        folder = Files.createDirectories(folder.resolve("jürgen 'ß' 数"));
        Path file = Files.writeString(folder.resolve("Zu\u0308rich.csv"), "a,b\n1,2\n");
        Told told = new Told();

        reader().read(file, "Zürich.csv", Members.ALL, told);

        assertThat(told.all).filteredOn(line -> line.startsWith("row")).hasSize(2);
    }

    @Test
    void readsOnlyTheMembersThatAreAskedFor() throws IOException {
        Path file = zip(Map.of("a/one.csv", "x,y\n1,2\n", "a/two.csv", "x,y\n1,2\n"));
        Told told = new Told();

        reader().read(file, "a.zip", new Members(List.of("TWO*")), told);

        assertThat(told.all)
                .filteredOn(event -> event.startsWith("opened"))
                .singleElement()
                .asString()
                .contains("two");
    }

    @Test
    void readsTheNextFileWithTheSameProcessAlsoAfterOneThatItRefused() throws IOException {
        Path good = csv("a,b\n1,2\n");
        Path page = Files.writeString(folder.resolve("page.csv"), "<!DOCTYPE html><html></html>");
        IsolatedReader reader = reader();

        reader.read(good, "a.csv", Members.ALL, new Told());
        assertThatThrownBy(() -> reader.read(page, "page.csv", Members.ALL, new Told()))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.HTML_PAGE)
                .hasMessageStartingWith("Cannot read page.csv: found ");
        reader.read(good, "a.csv", Members.ALL, new Told());

        assertThat(workFolders()).hasSize(1);
    }

    @Test
    void takesAnotherProcessAfterSoManyFiles() throws IOException {
        Path good = csv("a,b\n1,2\n");
        IsolatedReader reader = reader(new IsolationLimits(64, LONG, LONG, 1));

        reader.read(good, "a.csv", Members.ALL, new Told());
        reader.read(good, "a.csv", Members.ALL, new Told());

        assertThat(workFolders()).isEmpty();
    }

    @Test
    void letsThroughWhatTheSinkThrowsAndReadsOn() throws IOException {
        Path file = csv("a,b\n1,2\n".repeat(10_000));
        IOException away = new IOException("Kafka is away");
        IsolatedReader reader = reader();

        assertThatThrownBy(() -> reader.read(file, "a.csv", Members.ALL, new Told() {
                    @Override
                    public void row(SheetRow row) throws IOException {
                        throw away;
                    }
                }))
                .isSameAs(away);

        Told told = new Told();
        reader.read(file, "a.csv", Members.ALL, told);
        assertThat(told.all).hasSize(20_002);
    }

    @Test
    void refusesAFileThatNeedsMoreMemoryThanThereIs() throws IOException {
        Path file = csv(("x".repeat(9_999) + ",").repeat(4_000) + "\n1,2\n");

        assertThatThrownBy(() -> reader(new IsolationLimits(16, LONG, LONG, 100))
                        .read(file, "wide.csv", Members.ALL, new Told()))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TOO_BIG)
                .hasMessageContaining("wide.csv")
                .hasMessageContaining("16 MB");
        assertThat(workFolders()).isEmpty();
    }

    @Test
    void refusesAFileThatGivesNoRowForTooLong() throws Exception {
        // Reading a pipe without a writer waits for ever.
        Path file = folder.resolve("slow.csv");
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> reader(new IsolationLimits(64, Duration.ofMillis(100), LONG, 100))
                        .read(file, "slow.csv", Members.ALL, new Told()))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.TIMEOUT);
    }

    @Test
    void doesNotBlameAFileForAProcessThatSomebodyKilled() throws IOException {
        Path file = csv("a,b\n1,2\n".repeat(100_000));

        assertThatThrownBy(() -> reader().read(file, "a.csv", Members.ALL, new Told() {
                    @Override
                    public void opened(SheetHeader header) {
                        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
                    }
                }))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("was killed");
    }
}
