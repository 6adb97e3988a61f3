package org.datawarp.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.streams.release.HoldCode;
import org.junit.jupiter.api.Test;

/** Everything that the pages refer to exists: other pages, headings, classes, tests, codes. */
class DocumentationTest {

    /** A class of ours, perhaps with a method: two humps at least, so that words of other languages are left out. */
    private static final Pattern CLASS =
            Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?:\\.(?!java)([a-z]\\w+)(?:\\(.*\\))?)?(?:\\.java)?");

    /** Where classes of ours are promised, and nothing else looks like one. */
    private static final List<String> OF_OUR_CODE = List.of(
            "CONTRIBUTING.md",
            "docs/architecture.md",
            "docs/add-a-publication.md",
            "docs/fix-a-manifest.md",
            "docs/replay.md");

    private static final Pattern PAGE_IN_CODE = Pattern.compile("(docs/[\\w/-]+\\.md)(?:#([\\w-]+))?");

    @Test
    void noLinkLeadsNowhere() {
        TreeMap<String, MarkdownPage> pages = new TreeMap<>();
        MarkdownPage.all().forEach(page -> pages.put(page.name(), page));
        List<String> dead = new ArrayList<>();
        for (MarkdownPage page : pages.values()) {
            for (MarkdownPage.Piece link : page.links()) {
                if (!link.text().matches("[a-z]+:.*") && !leadsSomewhere(page, link.text(), pages)) {
                    dead.add("%s:%d: %s".formatted(page.name(), link.line(), link.text()));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownPage from, String link, Map<String, MarkdownPage> pages) {
        String[] parts = link.split("#", 2);
        Path folder = MarkdownPage.REPOSITORY.resolve(from.name()).resolveSibling("");
        Path target = parts[0].isEmpty()
                ? MarkdownPage.REPOSITORY.resolve(from.name())
                : folder.resolve(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(target);
        }
        MarkdownPage page = pages.get(MarkdownPage.REPOSITORY.relativize(target).toString());
        return page != null && page.anchors().contains(parts[1]);
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        Set<String> named = MarkdownPage.of("docs/README.md").links().stream()
                .map(link -> link.text().replaceAll("#.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(MarkdownPage.REPOSITORY.resolve("docs"))) {
            assertThat(named)
                    .as("docs/README.md, which names every page for those who need it")
                    .containsAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                            .toList());
        }
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        Set<String> named = MarkdownPage.of("docs/decisions/README.md").links().stream()
                .map(MarkdownPage.Piece::text)
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(MarkdownPage.REPOSITORY.resolve("docs/decisions"))) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                                    .toList());
        }
    }

    @Test
    void everyPageThatTheProgramNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path source : JavaSources.of(MarkdownPage.REPOSITORY, "main")) {
            Matcher named = PAGE_IN_CODE.matcher(Files.readString(source));
            while (named.find()) {
                Path page = MarkdownPage.REPOSITORY.resolve(named.group(1));
                boolean found = Files.exists(page)
                        && (named.group(2) == null
                                || MarkdownPage.of(named.group(1)).anchors().contains(named.group(2)));
                if (!found) {
                    missing.add("%s: %s".formatted(source.getFileName(), named.group()));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassThatPagesNameIsThere() throws IOException {
        TreeMap<String, Path> classes = new TreeMap<>();
        for (Path source : Stream.concat(
                        JavaSources.of(MarkdownPage.REPOSITORY, "main").stream(),
                        JavaSources.of(MarkdownPage.REPOSITORY, "test").stream())
                .toList()) {
            classes.put(source.getFileName().toString().replace(".java", ""), source);
        }
        List<String> missing = new ArrayList<>();
        for (String name : OF_OUR_CODE) {
            for (MarkdownPage.Piece span : MarkdownPage.of(name).spans()) {
                Matcher matcher = CLASS.matcher(span.text());
                if (matcher.matches() && !isThere(matcher, classes)) {
                    missing.add("%s:%d: %s".formatted(name, span.line(), span.text()));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Matcher named, Map<String, Path> classes) throws IOException {
        Path source = classes.get(named.group(1));
        return source != null
                && (named.group(2) == null
                        || Pattern.compile("\\b" + named.group(2) + "\\(")
                                .matcher(Files.readString(source))
                                .find());
    }

    @Test
    void fixingAManifestExplainsEveryReasonToHoldARelease() throws IOException {
        String page = Files.readString(MarkdownPage.REPOSITORY.resolve("docs/fix-a-manifest.md"));
        Set<String> explained = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HoldCode.values()).map(HoldCode::toString).toList());
    }

    @Test
    void aHeadingGetsTheAnchorThatGitHubGivesIt() {
        MarkdownPage page = MarkdownPage.of("p.md", "# A\n## Who uses what: `readers/*.yaml`\n## A\n");

        assertThat(page.anchors()).containsExactlyInAnyOrder("a", "who-uses-what-readersyaml", "a-1");
    }
}
