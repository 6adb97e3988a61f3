package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.datawarp.schemas.catalog.PeriodRows;

/**
 * A finished part on disk.
 *
 * @param sha256 of its bytes, lower-case hex
 * @param periods what it holds, in order
 */
public record LocalPart(Path file, long rows, long bytes, String sha256, List<PeriodRows> periods) {

    public LocalPart {
        periods = List.copyOf(periods);
    }

    /** Makes one of a finished file, from which its size and digest are read. */
    static LocalPart of(Path file, long rows, List<PeriodRows> periods) throws IOException {
        return new LocalPart(file, rows, Files.size(file), sha256(file), periods);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
