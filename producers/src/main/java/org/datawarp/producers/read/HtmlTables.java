package org.datawarp.producers.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/** Processes a page's elements as they are completed, and passes on its tables of data. Owned by one reading. */
final class HtmlTables {

    /** The most elements of one row in memory: more than any table needs. */
    private static final int MOST_HELD = 100_000;

    private static final String EXCEL = "urn:schemas-microsoft-com:office:excel";
    private static final Set<String> FRAME = Set.of("html", "head", "body", "form", "frameset", "template");

    /** Excel names its sheets in a comment that only Office reads; other programs write the same without a comment. */
    private static final Pattern SHEET_NAME = Pattern.compile("(?i)<x:Name>([^<]{1,255})</x:Name>");

    private final StreamParser parser;
    private final String where;
    private final ReadLimits limits;
    private final SheetSink sink;
    private final HtmlFormats formats = new HtmlFormats();
    private final List<String> sheetNames = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private @Nullable HtmlTable current;
    private @Nullable Boolean workbook;
    private int count;
    private int held;

    HtmlTables(StreamParser parser, String where, ReadLimits limits, SheetSink sink) {
        this.parser = parser;
        this.where = where;
        this.limits = limits;
        this.sink = sink;
    }

    /** How many tables of data were found. */
    int count() {
        return count;
    }

    void take(Element element) throws IOException {
        Element table = outermostTable(element);
        String tag = element.normalName();
        if (table == null) {
            takeOutside(element, tag);
            return;
        }
        if (++held > MOST_HELD) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a row of more than " + MOST_HELD + " elements",
                    "at most that many");
        }
        if (tag.equals("tr") && isRowOf(element, table)) {
            takeRow(element, table);
            letGo(element);
        } else if (element.equals(table)) {
            end();
            letGo(element);
        }
    }

    private void takeOutside(Element element, String tag) {
        if (tag.equals("style")) {
            formats.addStyleSheet(element.data());
        } else if (tag.equals("x:name")) {
            sheetNames.add(element.text());
        }
        if (!FRAME.contains(tag)) {
            letGo(element);
        }
    }

    private void takeRow(Element row, Element table) throws IOException {
        HtmlTable open = current;
        if (open == null || !open.isOf(table)) {
            end();
            open = new HtmlTable(table, isWorkbook() ? 1 : 2, formats, limits, this::open);
            current = open;
        }
        List<Element> within = open.isOpen() ? List.of() : dataWithin(row);
        if (within.isEmpty()) {
            open.take(row);
            return;
        }
        // The table is layout: the tables within it count.
        current = null;
        for (Element inner : within) {
            for (Element innerRow : inner.select("tr")) {
                if (isRowOf(innerRow, inner)) {
                    takeRow(innerRow, inner);
                }
            }
            end();
        }
    }

    private void end() throws IOException {
        if (current != null && current.isOpen()) {
            current.finish();
            sink.closed();
        }
        current = null;
    }

    /** Where a table's rows go, once it is known to be data. */
    private RowCells open(Element table) throws IOException {
        count++;
        String name = name(table);
        boolean hidden = table.attr("style").replace(" ", "").contains("display:none");
        sink.opened(new SheetHeader("", name, count, hidden));
        return new RowCells(where + " › " + name, limits, sink);
    }

    private String name(Element table) {
        Element caption = table.children().stream()
                .filter(child -> child.normalName().equals("caption") && child.hasText())
                .findFirst()
                .orElse(null);
        String name = caption != null
                ? caption.text()
                : count <= sheetNames.size() ? sheetNames.get(count - 1) : "Table " + count;
        // Sheets need different names.
        return used.add(name) ? name : name + " (table " + count + ")";
    }

    /** Whether the page says that a spreadsheet program wrote it: then its tables are sheets, even small ones. */
    private boolean isWorkbook() {
        if (workbook == null) {
            parser.document().forEachNode(this::takeComment);
            workbook = parser.document().children().stream()
                    .flatMap(html -> html.attributes().asList().stream())
                    .anyMatch(attribute -> attribute.getValue().equals(EXCEL));
        }
        return workbook;
    }

    private void takeComment(Node node) {
        if (node instanceof Comment comment) {
            Matcher name = SHEET_NAME.matcher(comment.getData());
            while (name.find()) {
                sheetNames.add(Parser.unescapeEntities(name.group(1), false));
            }
        }
    }

    /** The outermost tables in the row that count as data by themselves. */
    private static List<Element> dataWithin(Element row) {
        List<Element> tables = new ArrayList<>();
        for (Element table : row.select("table")) {
            boolean top = tables.stream().noneMatch(found -> isIn(table, found));
            long rows = table.select("tr").stream()
                    .filter(inner -> inner.childrenSize() > 1 && inner.hasText())
                    .limit(2)
                    .count();
            if (top && rows > 1) {
                tables.add(table);
            }
        }
        return tables;
    }

    private static boolean isIn(Element inner, Element outer) {
        for (Element element = inner; element != null; element = element.parent()) {
            if (element.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is no other table between them. */
    private static boolean isRowOf(Element row, Element table) {
        Element nearest = row.parent();
        while (nearest != null && !nearest.normalName().equals("table")) {
            nearest = nearest.parent();
        }
        return table.equals(nearest);
    }

    private static @Nullable Element outermostTable(Element element) {
        Element outermost = null;
        for (Element each = element; each != null; each = each.parent()) {
            outermost = each.normalName().equals("table") ? each : outermost;
        }
        return outermost;
    }

    /** Removes a processed element and the white space before it, so that a long page needs no memory. */
    private void letGo(Element element) {
        if (element.parent() == null) {
            return;
        }
        held = 0;
        for (Node before = element.previousSibling();
                before != null && !(before instanceof Element) && !(before instanceof Comment);
                before = element.previousSibling()) {
            before.remove();
        }
        element.remove();
    }
}
