package org.datawarp.platform.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ETags of files that have none: files placed by hand, and all files on a file system without extended attributes
 * (macOS under Java 17). They are computed from the content, as in S3. Safe for use by any thread.
 */
final class ContentEtags {

    private record Known(long bytes, FileTime modified, String etag) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** The MD5 of the content in hexadecimal; read again only after the file changed. */
    String of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Known before = known.get(file);
            if (before != null
                    && before.bytes() == now.size()
                    && before.modified().equals(now.lastModifiedTime())) {
                return before.etag();
            }
            Known fresh = new Known(now.size(), now.lastModifiedTime(), digest(file));
            known.put(file, fresh);
            return fresh.etag();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            try (DigestInputStream digesting = new DigestInputStream(in, md5)) {
                digesting.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
