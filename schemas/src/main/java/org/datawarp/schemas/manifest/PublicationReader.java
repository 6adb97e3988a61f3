package org.datawarp.schemas.manifest;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;

/** {@code publication.yaml} as a {@link Publication}. */
final class PublicationReader {

    private static final PublicationName NAMELESS = new PublicationName("nameless");
    private static final URI NOWHERE = URI.create("https://example.invalid/");

    private PublicationReader() {}

    static Publication read(Node node) {
        try (node) {
            return new Publication(
                    node.made("publication", PublicationName::new, NAMELESS),
                    node.text("title"),
                    node.text("description", ""),
                    node.text("publisher"),
                    node.text("licence"),
                    node.made("landing-page", URI::create, NOWHERE),
                    node.choice("frequency", Frequency.class, Frequency.IRREGULAR),
                    ScheduleReader.read(node),
                    links(node),
                    node.text("mirror", ""));
        }
    }

    private static Links links(Node publication) {
        Node node = publication.node("files");
        if (node == null) {
            publication.problem("files", "is missing");
            return none();
        }
        try (node) {
            Links links = new Links(
                    node.choice("mode", LinkMode.class, LinkMode.DISCOVER),
                    node.texts("pages"),
                    node.textMap("exceptions"),
                    node.number("offset-months", 0, 0, 24),
                    node.numbers("months", 1, 12),
                    node.madeIfThere("first", PublicationReader::period),
                    node.madeIfThere("last", PublicationReader::period),
                    node.texts("follow"),
                    node.texts("include"),
                    node.texts("exclude"),
                    node.has("members") ? node.texts("members") : List.of("*"),
                    addresses(node),
                    periodFrom(node));
            check(links, node);
            return links;
        }
    }

    private static void check(Links links, Node node) {
        if (links.mode() == LinkMode.TEMPLATE && links.pages().isEmpty()) {
            node.problem("pages", "mode template needs at least one");
        }
        if (links.mode() == LinkMode.TEMPLATE && links.first() == null) {
            node.problem("first", "mode template needs the first period");
        }
        if (links.mode() == LinkMode.EXPLICIT && links.links().isEmpty()) {
            node.problem("links", "mode explicit needs at least one");
        }
        if (links.mode() != LinkMode.EXPLICIT && links.include().isEmpty()) {
            node.problem("include", "needs at least one glob of file names");
        }
    }

    private static List<Links.PeriodSource> periodFrom(Node node) {
        if (!node.has("period-from")) {
            return Links.PeriodSource.DEFAULT;
        }
        return node.choices("period-from", Links.PeriodSource.class);
    }

    private static Map<URI, String> addresses(Node node) {
        Map<URI, String> all = new LinkedHashMap<>();
        node.textsMap("links").forEach((label, addresses) -> {
            try {
                String release = period(label).label();
                addresses.forEach(address -> all.put(URI.create(address), release));
            } catch (IllegalArgumentException e) {
                node.problem("links." + label, String.valueOf(e.getMessage()));
            }
        });
        return all;
    }

    private static Period period(String text) {
        return PeriodParser.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is not a period: expected a form such as 2025-03, 2025-q1 or 2024-25".formatted(text)));
    }

    private static Links none() {
        return new Links(
                LinkMode.DISCOVER,
                List.of(),
                Map.of(),
                0,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
