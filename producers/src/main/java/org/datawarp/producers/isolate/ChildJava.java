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

/** How a process of this program's own is started: with its class path, a small heap, and neither settings nor secrets. */
public final class ChildJava {

    /** What Java ends with when a {@link #builder child} has no memory left. */
    public static final int EXIT_OUT_OF_MEMORY = 3;

    /** What Java takes the encoding of file names from. */
    private static final Set<String> LOCALE = Set.of("LC_ALL", "LC_CTYPE", "LANG");

    private ChildJava() {}

    /**
     * A process that speaks over its standard input and output; what it prints as errors is dropped.
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
                // Its standard output holds answers, nothing else.
                "-XX:+DisplayVMOutputToStderr",
                // However it ends, no file about it is left on the disk.
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
        // Passwords and keys are none of its business. Where Java finds files is, by the encoding of their names.
        builder.environment().keySet().retainAll(LOCALE);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** Deletes a folder and all that is in it, as far as that is possible: another process may be deleting it too. */
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
