package org.datawarp.app.worker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Node and npm on this machine.
 *
 * @param node the program
 * @param npm the program that comes with it
 */
record NodeTools(Path node, Path npm) {

    /**
     * The oldest version that npm and the build work with. The Worker itself needs a newer one, which npm fetches if
     * necessary.
     */
    private static final int LEAST_MAJOR = 20;

    private static final int LEAST_MINOR = 19;
    private static final String EXPECTED = "Node %d.%d or later with npm".formatted(LEAST_MAJOR, LEAST_MINOR);
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");

    /**
     * @param searchPath as in the environment variable PATH
     * @throws WorkerUnavailableException if there is none, or it is too old
     */
    static NodeTools find(String searchPath) throws IOException, InterruptedException, WorkerUnavailableException {
        Optional<Path> node = find("node", searchPath);
        Optional<Path> npm = find("npm", searchPath);
        if (node.isEmpty() || npm.isEmpty()) {
            throw new WorkerUnavailableException("found no %s on the PATH, expected %s; install it and start again"
                    .formatted(node.isEmpty() ? "node" : "npm", EXPECTED));
        }
        String version = version(node.get());
        if (!isEnough(version)) {
            throw new WorkerUnavailableException("found Node %s at %s, expected %s; install it and start again"
                    .formatted(version, node.get(), EXPECTED));
        }
        return new NodeTools(node.get(), npm.get());
    }

    private static Optional<Path> find(String program, String searchPath) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String version(Path node) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(node.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return printed;
    }

    private static boolean isEnough(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        int major = Integer.parseInt(parts.group(1));
        return major > LEAST_MAJOR || (major == LEAST_MAJOR && Integer.parseInt(parts.group(2)) >= LEAST_MINOR);
    }
}
