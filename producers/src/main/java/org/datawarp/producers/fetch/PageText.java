package org.datawarp.producers.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a page, in the encoding that its header, its byte order mark or its own declaration gives; else UTF-8.
 */
final class PageText {

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)");
    private static final int WHERE_PAGES_SAY_IT = 2048;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PageText() {}

    /** @param contentType the header; empty when there is none */
    static String decode(byte[] body, String contentType) {
        String head = new String(body, 0, Math.min(body.length, WHERE_PAGES_SAY_IT), StandardCharsets.ISO_8859_1);
        Charset charset =
                marked(head).or(() -> named(contentType)).or(() -> named(head)).orElse(StandardCharsets.UTF_8);
        String text = new String(body, charset);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Optional<Charset> marked(String head) {
        if (head.startsWith("\u00EF\u00BB\u00BF")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")
                ? Optional.of(StandardCharsets.UTF_16)
                : Optional.empty();
    }

    private static Optional<Charset> named(String text) {
        Matcher name = CHARSET.matcher(text);
        try {
            return name.find() ? Optional.of(Charset.forName(name.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
