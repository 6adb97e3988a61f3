package org.datawarp.streams.topology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, so that tests can kill it. {@link #main} runs there. */
final class StreamsProcess {

    private final Process process;

    private StreamsProcess(Process process) {
        this.process = process;
    }

    static StreamsProcess start(String bootstrapServers, Path stateDirectory) throws IOException {
        return new StreamsProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsProcess.class.getName(),
                        bootstrapServers,
                        stateDirectory.toString()))
                .inheritIO()
                .start());
    }

    /** Kills it as {@code kill -9} does: nothing runs there after this. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    static StreamsSettings settings(String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                "streams-it",
                Map.of("bootstrap.servers", bootstrapServers),
                stateDirectory,
                1,
                RawToRowsTopology.MANIFEST_PATIENCE);
    }

    public static void main(String[] arguments) throws Exception {
        StreamsApplication application = new StreamsApplication(
                settings(arguments[0], Path.of(arguments[1])),
                failure -> Runtime.getRuntime().halt(1));
        application.start();
        Thread.currentThread().join();
    }
}
