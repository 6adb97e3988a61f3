package org.datawarp.operate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.datawarp.operate.backup.BackupDescription.Kept;
import org.datawarp.operate.backup.BackupDescription.KeptFile;
import org.datawarp.operate.rebuild.PromotionLog;
import org.datawarp.schemas.change.Commit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupFolderTest {

    @TempDir
    private Path temporary;

    private BackupFolder folder;
    private String digest;

    @BeforeEach
    void prepare() throws IOException {
        folder = new BackupFolder(temporary.resolve("backup"));
        folder.prepare();
        Path file = Files.writeString(temporary.resolve("file.csv"), "provider,beds\n");
        digest = CheckedCopy.digest(file);
        assertThat(CheckedCopy.copy(file, folder.archived(digest), digest)).isTrue();
    }

    private BackupDescription take(String rows) throws IOException {
        Map<Kept, KeptFile> kept = new EnumMap<>(Kept.class);
        for (Kept what : List.of(Kept.ROWS, Kept.DECISIONS)) {
            kept.put(what, folder.keep(what, out -> out.write(rows.getBytes(StandardCharsets.UTF_8))));
        }
        kept.put(
                Kept.FILES,
                folder.keep(
                        Kept.FILES, out -> out.write(BackupFolder.line(digest).getBytes(StandardCharsets.UTF_8))));
        for (Kept what : List.of(Kept.RECORDS, Kept.MANIFESTS)) {
            kept.put(what, folder.keep(what, out -> FolderZip.write(temporary.resolve("none"), List.of(), out)));
        }
        BackupDescription description =
                new BackupDescription(1, "0.1.0", 19, Instant.parse("2025-06-01T00:00:00Z"), kept, Map.of("files", 1L));
        folder.complete(description);
        return description;
    }

    @Test
    void holdsTheEarlierBackupUntilTheNextIsComplete() throws IOException {
        BackupDescription earlier = take("one");
        folder.keep(Kept.ROWS, out -> out.write("two".getBytes(StandardCharsets.UTF_8)));

        BackupDescription found = folder.requireDescription();

        assertThat(found).isEqualTo(earlier);
        assertThat(new BackupCheck(folder, found).damage().words()).isEmpty();
        take("two");
        try (Stream<Path> kept = Files.list(temporary.resolve("backup/kept"))) {
            assertThat(kept)
                    .as("nothing of the one before stays that this one does not need")
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void saysWhatIsLostWithEachFile(Kept what) throws IOException {
        BackupDescription taken = take("one");
        Path file = folder.path(Objects.requireNonNull(taken.kept().get(what)));
        Files.writeString(file, "other");

        BackupCheck.Damage damage = new BackupCheck(folder, taken).damage();

        assertThat(damage.kept()).containsExactly(what);
        assertThat(damage.words())
                .singleElement()
                .asString()
                .contains(file + " differs from what was written", "With it is lost: ");
        assertThat(damage.isFatal()).isEqualTo(what == Kept.FILES || what == Kept.RECORDS);
    }

    @Test
    void tellsAFileThatIsGone() throws IOException {
        BackupDescription taken = take("one");
        Files.delete(folder.archived(digest));

        BackupCheck.Damage damage = new BackupCheck(folder, taken).damage();

        assertThat(damage.files()).containsExactly(digest);
        assertThat(damage.words()).singleElement().asString().contains(digest + " is missing", "no release");
    }

    @Test
    void refusesAFolderOfSomethingElse() throws IOException {
        Files.writeString(temporary.resolve("backup/letter.txt"), "Dear");

        assertThatThrownBy(folder::prepare)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("found letter.txt in it");
    }

    @Test
    void refusesABackupOfALaterFormatAndAFolderWithout() throws IOException {
        assertThatThrownBy(folder::requireDescription)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("found no backup.json");
        take("one");
        Path file = temporary.resolve("backup/backup.json");
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));

        assertThatThrownBy(folder::requireDescription)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(
                        "found a backup of format 2, which DataWarp 0.1.0 took, expected format 1 at most");
    }

    @Test
    void copiesNothingThatHasOtherBytesThanItsName() throws IOException {
        Path file = Files.writeString(temporary.resolve("other.csv"), "provider,beds,\n");
        Path copy = temporary.resolve("copies").resolve(digest);

        assertThat(CheckedCopy.copy(file, copy, digest)).isFalse();

        assertThat(copy).doesNotExist();
        assertThat(copy.getParent()).isEmptyDirectory();
    }

    @Test
    void keepsDecisionsAsTheyWereNotedAndEachOnce() throws IOException {
        String one = commit("a", ",\"added\":\"later\"");
        PromotionLog log = new PromotionLog(List.of(new PromotionLog.Note("7", one), new PromotionLog.Note("8", one)))
                .with(List.of(commit("a", ""), commit("b", "")));
        KeptFile file = folder.keep(Kept.DECISIONS, out -> DecisionsFile.write(log, out));

        try (BufferedReader lines = folder.read(file)) {
            assertThat(DecisionsFile.read(lines).notes())
                    .containsExactly(new PromotionLog.Note("7", one), new PromotionLog.Note("0", commit("b", "")));
        }
    }

    @Test
    void putsWhatWasNeverNotedWhereTheDatabaseHasIt() {
        PromotionLog noted = new PromotionLog(List.of(
                new PromotionLog.Note("1", "[%s,%s]".formatted(commit("c", ""), commit("d", ""))),
                new PromotionLog.Note("2", commit("taken back", "")),
                new PromotionLog.Note("3", commit("f", ""))));

        PromotionLog all = noted.with(List.of(
                commit("a", ""),
                commit("b", ""),
                commit("c", ""),
                commit("d", ""),
                commit("e", ""),
                commit("f", ""),
                commit("g", "")));

        assertThat(all.commits())
                .extracting(Commit::run)
                .containsExactly("a", "b", "c", "d", "taken back", "e", "f", "g");
    }

    private static String commit(String run, String more) {
        return "{\"run\":\"%s\",\"publication\":\"beds\",\"release\":\"2025-05\",\"withdrawn\":false%s}"
                .formatted(run, more);
    }

    @Test
    void putsAFolderBackAndSaysWhereAnotherDiffers() throws IOException {
        Path manifests = temporary.resolve("manifests");
        Files.createDirectories(manifests.resolve("beds"));
        Files.writeString(manifests.resolve("beds/publication.yaml"), "publication: beds\n");
        Files.writeString(manifests.resolve("beds/beds.yaml"), "dataset: beds\n");
        KeptFile zip = folder.keep(Kept.MANIFESTS, out -> FolderZip.write(manifests, List.of(), out));
        Path again = temporary.resolve("again");

        assertThat(FolderZip.unpack(folder.path(zip), again)).isEqualTo(2);
        assertThat(FolderZip.differences(folder.path(zip), again)).isEmpty();
        Files.writeString(again.resolve("beds/beds.yaml"), "dataset: others\n");

        assertThat(FolderZip.differences(folder.path(zip), again)).containsExactly("beds/beds.yaml");
        assertThat(folder.keep(Kept.MANIFESTS, out -> FolderZip.write(manifests, List.of(), out)))
                .as("the same files give the same bytes")
                .isEqualTo(zip);
    }
}
