package org.datawarp.platform.embedded;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stack in a process of its own, so that tests can kill it. {@link #main} runs there. */
final class StackProcess implements AutoCloseable {

    private static final String WRITTEN = "WRITTEN ";

    private final Process process;
    private final BufferedReader output;

    private StackProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a stack over a directory and returns once it has written a word into each part. */
    static StackProcess writing(Path dataDirectory, String word) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackProcess.class.getName(),
                        dataDirectory.toString(),
                        word))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StackProcess stack = new StackProcess(process);
        for (String line = stack.output.readLine(); line != null; line = stack.output.readLine()) {
            if (line.equals(WRITTEN + word)) {
                return stack;
            }
        }
        throw new IOException("The process ended before it wrote " + word);
    }

    /** Kills it as {@code kill -9} does: nothing runs there after this. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it stop in order. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (EmbeddedStack stack = EmbeddedStack.builder(Path.of(arguments[0]))
                .withKafka()
                .withDatabase()
                .withObjectStore()
                .binariesIn(SharedBinaries.DIRECTORY)
                .start()) {
            String word = arguments[1];
            if (word.equals("first")) {
                StackContents.prepare(stack);
            }
            StackContents.write(stack, word);
            out.println(WRITTEN + word);
            while (System.in.read() >= 0) {
                // The end of the input is the signal to stop.
            }
        }
    }
}
