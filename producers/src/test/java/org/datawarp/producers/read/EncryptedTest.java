package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that Excel opens without a password are opened; files that need one are refused as locked, never as damaged.
 */
class EncryptedTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = EncryptionMode.class,
            names = {"agile", "standard"})
    void opensWhatOnlyTheUsualPasswordLocks(EncryptionMode mode) throws Exception {
        assertThat(read(encrypted(mode, Decryptor.DEFAULT_PASSWORD)).only().texts())
                .containsExactly(List.of("1", "2"));
    }

    @ParameterizedTest
    @EnumSource(
            value = EncryptionMode.class,
            names = {"agile", "standard"})
    void refusesWhatAPasswordLocks(EncryptionMode mode) throws Exception {
        refused(encrypted(mode, "abc"));
    }

    /** The file itself says how often to hash the password. */
    @Test
    void refusesToHashFarMoreOftenThanExcel() throws Exception {
        Path file = encrypted(EncryptionMode.agile, Decryptor.DEFAULT_PASSWORD);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("spinCount=\"100000\"");
        Files.writeString(
                file, bytes.replace("spinCount=\"100000\"", "spinCount=\"999999\""), StandardCharsets.ISO_8859_1);

        refused(file);
    }

    @Test
    void refusesWhatSaysThatItIsEncryptedAndIsNot() throws IOException {
        Path file = directory.resolve("lie.xlsx");
        try (POIFSFileSystem ole2 = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            ole2.createDocument(new ByteArrayInputStream(new byte[4096]), "EncryptedPackage");
            ole2.createDocument(new ByteArrayInputStream(new byte[4096]), "EncryptionInfo");
            ole2.writeFilesystem(out);
        }

        refused(file);
    }

    private Path encrypted(EncryptionMode mode, String password) throws IOException, GeneralSecurityException {
        Path plain = XlsxParts.withRows("<row r='1'><c><v>1</v></c><c><v>2</v></c></row>")
                .write(directory.resolve("plain.xlsx"));
        Path file = directory.resolve("locked.xlsx");
        try (POIFSFileSystem ole2 = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            Encryptor encryptor = new EncryptionInfo(mode).getEncryptor();
            encryptor.confirmPassword(password);
            try (OutputStream locked = encryptor.getDataStream(ole2)) {
                Files.copy(plain, locked);
            }
            ole2.writeFilesystem(out);
        }
        return file;
    }

    private void refused(Path file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasFieldOrPropertyWithValue("reason", UnreadableReason.ENCRYPTED);
    }

    private ReadSheets read(Path file) throws IOException {
        ReadSheets sheets = new ReadSheets();
        new FileReader(directory.resolve("work"), ReadLimits.DEFAULT)
                .read(file, file.getFileName().toString(), member -> true, sheets);
        return sheets;
    }
}
