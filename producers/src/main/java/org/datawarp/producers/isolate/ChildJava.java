package org.datawarp.producers.isolate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;

/**
 * How a process of this program's own is started: with its class path, a small heap, and without settings or secrets.
 */
public final class ChildJava {

    /** Java's exit code when a {@link #builder child} has run out of memory. */
    public static final int EXIT_OUT_OF_MEMORY = 3;

    /** Java takes the encoding of file names from these. */
    private static final Set<String> LOCALE = Set.of("LC_ALL", "LC_CTYPE", "LANG");

    private ChildJava() {}

    /**
     * A process that communicates over its standard input and output; its standard error is dropped.
     *
     * @param main has the {@code main} method
     * @param options of Java, such as the size of its heap
     * @param work its folder for temporary files; must exist
     */
    public static ProcessBuilder builder(Class<?> main, List<String> options, Path work, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // Its standard output must hold nothing but answers.
                "-XX:+DisplayVMOutputToStderr",
                // However it ends, it leaves no crash file on the disk.
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Duser.timezone=" + TimeZone.getDefault().getID(),
                "-Djava.io.tmpdir=" + work.toAbsolutePath(),
                // What it reads must not reach the logs, or the network through them.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // It must not see passwords and keys. Java needs these to find files, because they give the encoding of file
        // names.
        builder.environment().keySet().retainAll(LOCALE);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** Deletes a folder and its content, as far as that is possible: another process may be deleting it too. */
    public static void removeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
