package org.datawarp.producers.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.producers.discover.Page;
import org.datawarp.schemas.retry.FailureKind;

/** Folders that replace sites: their page is an {@code index.html}, or else a list of their files. */
final class FolderOrigin {

    private static final String INDEX = "index.html";

    private final List<Path> roots;

    /** @param roots what may be read: these folders and everything below them, after links are resolved */
    FolderOrigin(List<Path> roots) {
        this.roots =
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    Optional<Page> page(URI address) throws IOException {
        Path path = allowed(address);
        if (Files.isDirectory(path)) {
            Path index = path.resolve(INDEX);
            URI base = asFolder(address);
            return Optional.of(new Page(base, Files.isRegularFile(index) ? text(index) : listing(path)));
        }
        return Files.isRegularFile(path) ? Optional.of(new Page(address, text(path))) : Optional.empty();
    }

    /** @throws NoSuchFileException when there is no such file */
    Path file(URI address) throws IOException {
        Path path = allowed(address);
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }

    /** A path is checked as written, and again after links are resolved: the text of a path can hide where it leads. */
    private Path allowed(URI address) throws IOException {
        Path path = path(address);
        for (Path root : roots) {
            if (path.startsWith(root)
                    && (Files.notExists(path) || path.toRealPath().startsWith(root.toRealPath()))) {
                return path;
            }
        }
        throw new FetchException(
                FailureKind.FORBIDDEN_ADDRESS, address, "it is outside of the folders that were named as the source");
    }

    private static Path path(URI address) throws FetchException {
        try {
            return Path.of(address).toAbsolutePath().normalize();
        } catch (IllegalArgumentException e) {
            throw new FetchException(FailureKind.FORBIDDEN_ADDRESS, address, "it is not a path", e);
        }
    }

    private static URI asFolder(URI address) {
        return address.getRawPath().endsWith("/") ? address : URI.create(address + "/");
    }

    private static String text(Path page) throws IOException {
        return PageText.decode(Files.readAllBytes(page), "");
    }

    /** What a web server would show: the files, then each folder's files under its name. */
    private static String listing(Path folder) throws IOException {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><body>\n");
        list(folder, folder, html);
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                html.append("<h2>")
                        .append(escaped(child.getFileName().toString()))
                        .append("</h2>\n");
                list(child, folder, html);
            }
        }
        return html.append("</body>").toString();
    }

    private static void list(Path folder, Path from, StringBuilder html) throws IOException {
        for (Path file : children(folder)) {
            if (Files.isRegularFile(file)) {
                String relative = from.toUri().relativize(file.toUri()).getRawPath();
                html.append("<p><a href=\"./%s\">%s</a></p>\n"
                        .formatted(escaped(relative), escaped(file.getFileName().toString())));
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
