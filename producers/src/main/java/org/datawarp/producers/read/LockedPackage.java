package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * An encrypted XLSX or XLSB in its OLE2 container, if it opens without a password from a person. The caller that opens
 * it closes it.
 */
final class LockedPackage implements Closeable {

    /** Excel hashes a password 100,000 times; a file with far more is meant to keep a processor busy. */
    private static final int MOST_SPINS = 500_000;

    private final POIFSFileSystem ole2;
    private final Decryptor decryptor;
    private final String where;

    private LockedPackage(POIFSFileSystem ole2, Decryptor decryptor, String where) {
        this.ole2 = ole2;
        this.decryptor = decryptor;
        this.where = where;
    }

    /** @throws UnreadableFileException when it has a password of its own */
    static LockedPackage open(Path file, String where) throws IOException {
        POIFSFileSystem ole2 = Reading.open(where, "a whole workbook", () -> new POIFSFileSystem(file.toFile(), true));
        try {
            return new LockedPackage(ole2, decryptor(ole2, where), where);
        } catch (IOException | RuntimeException e) {
            ole2.close();
            throw e;
        }
    }

    private static Decryptor decryptor(POIFSFileSystem ole2, String where) throws IOException {
        try {
            EncryptionInfo key = new EncryptionInfo(ole2);
            Decryptor decryptor = key.getDecryptor();
            boolean cheap = key.getVerifier().getSpinCount() <= MOST_SPINS;
            if (cheap && decryptor.verifyPassword(Decryptor.DEFAULT_PASSWORD)) {
                return decryptor;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Encrypted in an unknown way, or damaged: only its owner can open it.
            throw locked(where).causedBy(e);
        }
        throw locked(where);
    }

    /** The workbook's bytes; the caller closes the stream. */
    InputStream plain() throws IOException {
        return Reading.open(where, "a whole workbook", () -> {
            try {
                return decryptor.getDataStream(ole2.getRoot());
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        });
    }

    static UnreadableFileException locked(String where) {
        return new UnreadableFileException(
                UnreadableReason.ENCRYPTED, where, "a workbook protected with a password", "an open one");
    }

    @Override
    public void close() throws IOException {
        ole2.close();
    }
}
