package org.datawarp.app.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of the documentation, as readers of Markdown see it.
 *
 * @param name as {@code docs/install.md}
 * @param fences its blocks of code
 * @param spans code within its sentences
 * @param links what it points to, pictures included
 * @param anchors what others may point to in it
 */
public record MarkdownPage(String name, List<Fence> fences, List<Piece> spans, List<Piece> links, Set<String> anchors) {

    /** The path to this repository from the folder that tests run in. */
    public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** Folders with the work of others, or with generated files. */
    private static final Set<String> PASSED_OVER =
            Set.of("target", "node_modules", "data", "dist", "build", "fixtures");

    public MarkdownPage {
        fences = List.copyOf(fences);
        spans = List.copyOf(spans);
        links = List.copyOf(links);
        anchors = Set.copyOf(anchors);
    }

    /**
     * A block of code.
     *
     * @param language as the page says; empty for commands
     * @param firstLine of its text, from 1
     */
    public record Fence(String language, int firstLine, String text) {}

    /** @param line from 1 */
    public record Piece(int line, String text) {}

    /** Every page of the repository, by name. */
    public static List<MarkdownPage> all() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean hidden = name.startsWith(".") && !folder.equals(REPOSITORY);
                    return hidden || PASSED_OVER.contains(name)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().map(MarkdownPage::read).toList();
    }

    /** @param name as {@code docs/install.md} */
    public static MarkdownPage of(String name) {
        return read(REPOSITORY.resolve(name));
    }

    private static MarkdownPage read(Path file) {
        try {
            return of(REPOSITORY.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage of(String name, String text) {
        Contents contents = new Contents();
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build()
                .parse(text)
                .accept(contents);
        return new MarkdownPage(name, contents.fences, contents.spans, contents.links, contents.anchors);
    }

    private static final class Contents extends AbstractVisitor {

        private final List<Fence> fences = new ArrayList<>();
        private final List<Piece> spans = new ArrayList<>();
        private final List<Piece> links = new ArrayList<>();
        private final Set<String> anchors = new TreeSet<>();
        private final Map<String, Integer> used = new HashMap<>();

        @Override
        public void visit(FencedCodeBlock block) {
            fences.add(new Fence(block.getInfo().strip(), line(block) + 1, block.getLiteral()));
        }

        @Override
        public void visit(Code code) {
            spans.add(new Piece(line(code), code.getLiteral().replace("\n", " ")));
        }

        @Override
        public void visit(Link link) {
            links.add(new Piece(line(link), link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(new Piece(line(image), image.getDestination()));
        }

        @Override
        public void visit(Heading heading) {
            String anchor = anchor(heading);
            int before = used.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
            visitChildren(heading);
        }

        /** As GitHub makes them. */
        private static String anchor(Heading heading) {
            StringBuilder words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }
            });
            return words.toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }

        private static int line(Node node) {
            return node.getSourceSpans().isEmpty()
                    ? 0
                    : node.getSourceSpans().get(0).getLineIndex() + 1;
        }
    }
}
