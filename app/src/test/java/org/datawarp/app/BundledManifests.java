package org.datawarp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The manifests that come with DataWarp, each with its sample and its expected data. */
final class BundledManifests {

    static final Path FOLDER = Path.of("..", "manifests").toAbsolutePath().normalize();

    private static final String PUBLICATION = "publication.yaml";

    private BundledManifests() {}

    /** The folders that have something, one folder a publication. */
    static List<Path> with(String something) {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve(PUBLICATION)))
                    .filter(folder -> Files.exists(folder.resolve(something)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies some of them, samples included, so that a test may alter them. @return {@code target} */
    static Path copy(Path target, String... publications) throws IOException {
        for (String publication : Arrays.asList(publications)) {
            copyTree(FOLDER.resolve(publication), target.resolve(publication));
        }
        return target;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path copy = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(path, copy);
            }
        }
    }

    /** Replaces a text that occurs exactly once in a sample, and leaves every other byte as it is. */
    static void alter(Path file, String found, String replacement) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(found);
        if (at < 0 || text.indexOf(found, at + 1) >= 0) {
            throw new AssertionError("Cannot alter %s: expected \"%s\" once".formatted(file, found));
        }
        Files.writeString(file, text.replace(found, replacement), StandardCharsets.ISO_8859_1);
    }
}
