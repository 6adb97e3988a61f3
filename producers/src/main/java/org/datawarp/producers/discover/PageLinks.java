package org.datawarp.producers.discover;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.QueryParser;

/** Reads a page's links in their order, each with the headings above it. Used once, by one thread. */
final class PageLinks implements NodeVisitor {

    /** A paragraph in bold counts as a heading below all real ones. */
    private static final int BOLD = 7;

    private static final int LONGEST_HEADING = 200;
    private static final Evaluator MAY_BE_BOLD = QueryParser.parse("strong, b, em, u, span");

    private final URI page;
    private final Deque<Heading> headings = new ArrayDeque<>();
    private final List<PageLink> links = new ArrayList<>();

    private PageLinks(URI page) {
        this.page = page;
    }

    /** Every link with an address, in page order; a repeated link is returned several times. */
    static List<PageLink> of(Page page) {
        Document document = Jsoup.parse(page.html(), page.address().toString());
        PageLinks found = new PageLinks(page.address());
        document.traverse(found);
        return found.links;
    }

    /** The same links, each address once: the first with a text, because a picture may link to the same file. */
    static Collection<PageLink> distinct(List<PageLink> links) {
        Map<URI, PageLink> byAddress = new LinkedHashMap<>();
        links.forEach(link -> byAddress.merge(
                link.address(), link, (first, next) -> first.text().isBlank() ? next : first));
        return byAddress.values();
    }

    @Override
    public void head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        int level = level(element);
        if (level > 0) {
            open(new Heading(level, element.text()));
        }
        if (element.normalName().equals("a") && element.hasAttr("href")) {
            link(element).ifPresent(links::add);
        }
    }

    private Optional<PageLink> link(Element anchor) {
        return WebAddress.parse(anchor.absUrl("href")).map(address -> {
            String download = WebAddress.displayName(anchor.attr("download"));
            String name = download.isEmpty() ? WebAddress.fileName(address) : download;
            return new PageLink(address, name, anchor.text(), above(), page);
        });
    }

    private List<String> above() {
        return headings.stream().map(Heading::text).toList();
    }

    /** A heading ends all headings of its own level and below. */
    private void open(Heading heading) {
        while (!headings.isEmpty() && headings.getFirst().level() >= heading.level()) {
            headings.removeFirst();
        }
        headings.addFirst(heading);
    }

    private static int level(Element element) {
        return switch (element.normalName()) {
            case "h1" -> 1;
            case "h2" -> 2;
            case "h3" -> 3;
            case "h4" -> 4;
            case "h5" -> 5;
            case "h6", "summary", "caption", "legend" -> 6;
            case "p", "div", "li", "td", "th", "dt" -> isBold(element) ? BOLD : 0;
            default -> 0;
        };
    }

    /**
     * Checks the children first: collecting the text of everything below is expensive, and most elements hold more than
     * a heading.
     */
    private static boolean isBold(Element element) {
        if (element.childrenSize() == 0
                || !element.ownText().isBlank()
                || !element.child(0).is(MAY_BE_BOLD)) {
            return false;
        }
        String text = element.text();
        return !text.isBlank()
                && text.length() <= LONGEST_HEADING
                && !text.endsWith(".")
                && element.selectFirst("a") == null
                && element.select("strong, b").text().equals(text);
    }

    private record Heading(int level, String text) {}
}
