package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.datawarp.sinks.object.ObjectContent;

/**
 * A digest of a whole object in the object itself. It reveals a change of any byte, even in the digest.
 *
 * <p>It is computed with zeros in the digest's place. Other readers see one more entry: in the footer of a Parquet
 * file, or in the JSON.
 */
final class OwnDigest {

    /** The entry's key. */
    static final String KEY = "datawarp.digest";

    /** The start of the value, so that an object whose key is damaged still shows that it has a digest. */
    private static final String PREFIX = "datawarp-sha256:";

    private static final int HEX = 64;

    /** The entry's value before the digest is known. */
    static final String BLANK = PREFIX + "0".repeat(HEX);

    private OwnDigest() {}

    /**
     * Puts the digest in its place.
     *
     * @param blank an object that has {@link #KEY} and {@link #BLANK}; changed
     */
    static byte[] sign(byte[] blank) throws IOException {
        byte[] digest = ObjectContent.of(blank).sha256().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, blank, text(blank).lastIndexOf(PREFIX) + PREFIX.length(), HEX);
        return blank;
    }

    /**
     * Compares an object with its digest.
     *
     * @param bytes the object; an older one without a digest passes
     * @return what is wrong with it; empty if nothing is
     */
    static Optional<String> problem(byte[] bytes) throws IOException {
        String text = text(bytes);
        int value = text.lastIndexOf(PREFIX);
        if (value < 0 && !text.contains(KEY)) {
            return Optional.empty();
        }
        int from = value + PREFIX.length();
        if (value < 0 || from + HEX > bytes.length) {
            return Optional.of("%,d bytes with a broken digest".formatted(bytes.length));
        }
        byte[] blank = bytes.clone();
        Arrays.fill(blank, from, from + HEX, (byte) '0');
        boolean isWhole = ObjectContent.of(blank).sha256().equals(text.substring(from, from + HEX));
        return isWhole
                ? Optional.empty()
                : Optional.of("%,d bytes whose SHA-256 is not the one in them".formatted(bytes.length));
    }

    /** One character for each byte. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
