package org.datawarp.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of all modules: no class path has them all. */
public final class JavaSources {

    private JavaSources() {}

    /**
     * Finds them.
     *
     * @param repository the folder with the modules
     * @param sort {@code main} or {@code test}
     * @return by module
     */
    public static List<Path> of(Path repository, String sort) throws IOException {
        try (Stream<Path> modules = Files.list(repository)) {
            List<Path> folders = modules.map(
                            module -> module.resolve("src").resolve(sort).resolve("java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
            List<Path> all = new ArrayList<>();
            for (Path folder : folders) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                }
            }
            return all;
        }
    }
}
