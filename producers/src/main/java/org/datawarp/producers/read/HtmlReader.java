package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the tables of an HTML page: statistical tools write such pages and call them XLS. Each table of data is a
 * sheet. A page without one came in place of a file, and is refused as such. Rows are released as they are read.
 */
public final class HtmlReader implements SheetReader {

    /** No tool that writes such pages could open a larger one. */
    private static final long MOST_BYTES = 128L << 20;

    /** Limits nesting: the parser searches all open elements at each new one. */
    private static final int MOST_DEPTH = 128;

    private static final int START_BYTES = 4096;
    private static final String EXPECTED = "an HTML page with tables";
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w:.-]{2,40})");

    private final ReadLimits limits;

    public HtmlReader(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(Path file, String name, SheetSink sink) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    name,
                    "an HTML page of " + Files.size(file) + " bytes",
                    "at most " + MOST_BYTES);
        }
        Reading.run(name, EXPECTED, sink, guarded -> {
            try (Reader text = text(file);
                    StreamParser parser =
                            new StreamParser(Parser.htmlParser().setMaxDepth(MOST_DEPTH)).parse(text, "")) {
                HtmlTables tables = new HtmlTables(parser, name, limits, guarded);
                for (Iterator<Element> elements = parser.iterator(); elements.hasNext(); ) {
                    tables.take(elements.next());
                }
                if (tables.count() == 0) {
                    throw new UnreadableFileException(
                            UnreadableReason.HTML_PAGE, name, FileFormat.HTML.words(), FileReading.READABLE);
                }
            }
        });
    }

    /** Trusts the bytes when they are clear, and the page's own declaration only when they are not. */
    private static Reader text(Path file) throws IOException {
        TextEncoding found = TextEncoding.of(file);
        if (found.form() == TextEncoding.Form.WINDOWS_1252 || found.form() == TextEncoding.Form.MAC_ROMAN) {
            String start = new String(TextEncoding.start(file, START_BYTES), StandardCharsets.ISO_8859_1);
            Matcher declared = CHARSET.matcher(start);
            if (declared.find() && isOther(declared.group(1))) {
                return new InputStreamReader(Files.newInputStream(file), Charset.forName(declared.group(1)));
            }
            return new Windows1252Reader(Files.newInputStream(file));
        }
        return found.open(file);
    }

    /** Whether it is a known charset that the bytes do not rule out and that browsers do not read as Windows-1252. */
    private static boolean isOther(String charset) {
        try {
            Charset known = Charset.forName(charset);
            return !known.name().startsWith("UTF-")
                    && !known.equals(StandardCharsets.ISO_8859_1)
                    && !known.equals(StandardCharsets.US_ASCII);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }
}
