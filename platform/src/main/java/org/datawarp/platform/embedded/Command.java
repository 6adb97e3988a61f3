package org.datawarp.platform.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end, in the folder of the log.
 *
 * @param prefix what is put before every command line, often nothing
 * @param log the file that takes the output of the last command, so that no child keeps a pipe of ours open
 */
record Command(List<String> prefix, Path log) {

    private static final File NOTHING = new File("/dev/null");

    Command {
        prefix = List.copyOf(prefix);
    }

    /** How a program ended: its exit code and all that it printed. */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    Result run(Duration limit, List<String> line) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(line);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(log.toAbsolutePath().resolveSibling("").toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "no answer within " + limit.toSeconds() + " s\n" + output());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
        return new Result(process.exitValue(), output());
    }

    private String output() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    }
}
