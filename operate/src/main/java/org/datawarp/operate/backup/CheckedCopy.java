package org.datawarp.operate.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.datawarp.producers.fetch.DurableFile;

/** Copies files that are named by their SHA-256, and checks the digest on the way. */
final class CheckedCopy {

    private CheckedCopy() {}

    /** The SHA-256 of a file. */
    static String digest(Path file) throws IOException {
        return transfer(file, OutputStream.nullOutputStream());
    }

    private static String transfer(Path file, OutputStream to) throws IOException {
        MessageDigest digest = BackupFolder.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(to);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether a file exists that is the same as a copy of another would be. */
    static boolean isThere(Path to, Path from) throws IOException {
        return Files.exists(to) && Files.size(to) == Files.size(from);
    }

    /**
     * Copies a file. When this returns, the copy is durable.
     *
     * @return whether the file has the digest; if not, nothing is copied
     */
    static boolean copy(Path from, Path to, String sha256) throws IOException {
        Path folder = Objects.requireNonNull(to.toAbsolutePath().getParent());
        DurableFile.createFolder(folder);
        Path draft = Files.createTempFile(folder, "", ".part");
        try {
            String found;
            try (OutputStream out = Files.newOutputStream(draft)) {
                found = transfer(from, out);
            }
            if (!found.equals(sha256)) {
                return false;
            }
            DurableFile.move(draft, to);
            return true;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
