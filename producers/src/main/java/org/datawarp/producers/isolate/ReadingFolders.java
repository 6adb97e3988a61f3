package org.datawarp.producers.isolate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders for reading processes, named after the program that starts them: several programs may share one data
 * directory.
 */
final class ReadingFolders {

    private static final Pattern NAME = Pattern.compile("reading-(\\d+)-\\d+");
    private static final AtomicLong MADE = new AtomicLong();

    private ReadingFolders() {}

    /** The name of an unused folder; it is not created yet. Removes what ended programs left behind. */
    static Path next(Path workDirectory) throws IOException {
        if (Files.isDirectory(workDirectory)) {
            removeLeftovers(workDirectory);
        }
        return workDirectory.resolve(
                "reading-%d-%d".formatted(ProcessHandle.current().pid(), MADE.incrementAndGet()));
    }

    private static void removeLeftovers(Path workDirectory) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(workDirectory)) {
            left = all.filter(ReadingFolders::isLeft).toList();
        }
        for (Path folder : left) {
            ChildJava.removeFolder(folder);
        }
    }

    private static boolean isLeft(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
