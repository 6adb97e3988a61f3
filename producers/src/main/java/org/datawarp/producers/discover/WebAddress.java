package org.datawarp.producers.discover;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as people write them into pages: with spaces, brackets and broken percent signs. */
final class WebAddress {

    private static final String NEVER_IN_A_URI = " \"<>\\^`{|}[]";
    private static final int HEX = 16;

    /** Longer than any published name; a longer, hostile one is cut. */
    private static final int LONGEST_NAME = 255;

    /** Some sites serve files at an address like {@code /file?uri=/some/folder/deaths2020.xlsx}. */
    private static final Pattern FILE_IN_QUERY =
            Pattern.compile("(?i)[^&=]+=[^&]*/[^/&]+\\.(?:csv|gz|zip|xls[xmb]?|ods|pdf|docx?|odt)");

    private WebAddress() {}

    /**
     * @param absolute an absolute address
     * @return the address without fragment; empty when a file cannot have such an address
     */
    static Optional<URI> parse(String absolute) {
        int fragment = absolute.indexOf('#');
        String text = (fragment < 0 ? absolute : absolute.substring(0, fragment)).strip();
        try {
            URI uri = new URI(escaped(text));
            boolean hasPlace = uri.getRawAuthority() == null || uri.getHost() != null;
            return uri.getScheme() != null && uri.getRawPath() != null && hasPlace
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The last part of the path, decoded and without anything that could be taken for a folder; may be empty. */
    static String fileName(URI address) {
        String path =
                FILE_IN_QUERY.matcher(String.valueOf(address.getRawQuery())).matches()
                        ? address.getRawQuery()
                        : address.getRawPath();
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        // Names of copied files often come from the address, so they are encoded twice.
        return displayName(decoded(name));
    }

    /** A name for display only: no folders, no control characters, limited in length. */
    static String displayName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.equals(".") || clean.equals("..") ? "" : clean;
    }

    /** Percent-decodes UTF-8; a percent sign that starts no escape is kept. */
    static String decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        byte[] all = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '%' && i + 2 < all.length && isHex(all[i + 1]) && isHex(all[i + 2])) {
                bytes.write(Character.digit(all[i + 1], HEX) * HEX + Character.digit(all[i + 2], HEX));
                i += 2;
            } else {
                bytes.write(all[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder uri = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean broken =
                    c == '%' && !(i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2)));
            if (broken || NEVER_IN_A_URI.indexOf(c) >= 0) {
                uri.append("%%%02X".formatted((int) c));
            } else if (c > ' ' && c != 127) {
                uri.append(c);
            }
        }
        return uri.toString();
    }

    private static boolean isHex(int c) {
        return Character.digit(c, HEX) >= 0 && c < 128;
    }
}
