package org.datawarp.producers.read;

import java.util.Set;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The content of a cell of an HTML table: the text it shows, unless Excel wrote the exact value beside it. */
final class HtmlCell {

    private static final Set<String> LINES = Set.of("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "noscript", "template", "select", "textarea", "xml");

    private HtmlCell() {}

    static Cell of(Element td, HtmlFormats formats) {
        if (td.hasAttr("x:str") && !td.attr("x:str").isEmpty()) {
            return Cell.text(td.attr("x:str"));
        }
        String shown = shown(td);
        if (td.hasAttr("x:num")) {
            String exact = td.attr("x:num").isBlank() ? shown : td.attr("x:num");
            return number(exact, shown, formats.of(td));
        }
        if (td.hasAttr("x:bool")) {
            return new Cell(CellKind.BOOLEAN, td.attr("x:bool").equalsIgnoreCase("true") ? "true" : "false", "");
        }
        if (td.hasAttr("x:err") && !td.attr("x:err").isBlank()) {
            return new Cell(CellKind.ERROR, td.attr("x:err").strip(), "");
        }
        return Cell.text(shown);
    }

    private static Cell number(String exact, String shown, NumberFormat format) {
        try {
            return format.cell(NumberText.parse(exact), SerialDate.FROM_1900);
        } catch (NumberFormatException e) {
            return Cell.text(shown);
        }
    }

    private static String shown(Element td) {
        Shown shown = new Shown();
        td.filter(shown);
        String text = shown.text.toString();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\n')) {
            end--;
        }
        // Pages write a blank cell as a non-breaking space.
        return text.chars().allMatch(c -> c == '\u00A0' || c == ' ' || c == '\n') ? "" : text.substring(0, end);
    }

    /** White space in the page counts as one space, as in browsers. */
    private static final class Shown implements NodeFilter {

        private final StringBuilder text = new StringBuilder();

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words.getWholeText());
            } else if (node instanceof Element element && depth > 0) {
                String tag = element.normalName();
                if (UNSEEN.contains(tag)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (tag.equals("br")) {
                    line();
                } else if (LINES.contains(tag) && !isAtLineStart()) {
                    line();
                } else if ((tag.equals("td") || tag.equals("th")) && !isAtLineStart()) {
                    append(" ");
                }
            }
            return FilterResult.CONTINUE;
        }

        private void line() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            text.append('\n');
        }

        private boolean isAtLineStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }

        private void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') {
                    text.append(c);
                } else if (!isAtLineStart() && text.charAt(text.length() - 1) != ' ') {
                    text.append(' ');
                }
            }
        }
    }
}
