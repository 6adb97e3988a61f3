package org.datawarp.sinks.object;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes to be stored, in memory or in a file. Can be read more than once. */
public sealed interface ObjectContent {

    /** How many bytes. */
    long size();

    /** The bytes from the first on; the caller closes the stream. */
    InputStream open() throws IOException;

    /** @param bytes not copied, so not to be written to afterwards */
    static ObjectContent of(byte[] bytes) {
        return new Memory(bytes);
    }

    /** @param file must stay as it is until it is stored */
    static ObjectContent of(Path file) throws IOException {
        return new OnDisk(file, Files.size(file));
    }

    /** SHA-256 in lower-case hex. */
    default String sha256() throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = open();
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh SHA-256. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Content in memory. */
    @SuppressWarnings("ArrayRecordComponent")
    record Memory(byte[] bytes) implements ObjectContent {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Content in a file. */
    record OnDisk(Path file, long size) implements ObjectContent {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** All bytes in memory: for small content. */
    default byte[] toBytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read content that is to be stored", e);
        }
    }
}
