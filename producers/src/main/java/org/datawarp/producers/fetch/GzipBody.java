package org.datawarp.producers.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.datawarp.schemas.retry.FailureKind;

/** Removes the compression that a site applied to the transfer although it was not asked to. */
final class GzipBody {

    private static final int BUFFER = 64 * 1024;

    private GzipBody() {}

    static boolean isNeeded(URI address, Answer answer) throws FetchException {
        String encoding = answer.header("Content-Encoding").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new FetchException(
                        FailureKind.UNKNOWN_ENCODING, address, "found encoding %s, expected none".formatted(encoding));
        };
    }

    /** @param maxBytes of the decoded body: a small compressed body may be endless */
    static void decode(URI address, Path wire, Path decoded, long maxBytes) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(wire), BUFFER);
                OutputStream out = Files.newOutputStream(decoded)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw new FetchException(
                            FailureKind.TOO_BIG, address, "found more than %d bytes once decoded".formatted(maxBytes));
                }
                out.write(buffer, 0, read);
            }
        } catch (EOFException | ZipException e) {
            throw new FetchException(FailureKind.CUT_SHORT, address, "its compression breaks off", e);
        }
    }
}
