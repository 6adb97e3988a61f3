package org.datawarp.app.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Worker's sources, and what npm and the build make of them. One thread prepares it; several processes may prepare
 * the same folder in turn.
 */
final class WorkerFolder {

    private static final List<String> BUILT_FROM =
            List.of("src", "web", "tools", "package.json", "wrangler.jsonc", "tsconfig.json");

    private final Path folder;
    private final Path log;
    private final Map<String, String> environment;

    /**
     * @param log receives the output of npm
     * @param environment of npm, which needs none of our secrets
     */
    WorkerFolder(Path folder, Path log, Map<String, String> environment) {
        this.folder = folder;
        this.log = log;
        this.environment = Map.copyOf(environment);
    }

    Path path() {
        return folder;
    }

    /**
     * Fetches packages and builds, if something has changed since the last time.
     *
     * @param news called before each step that takes a while
     */
    void prepare(NodeTools tools, Consumer<String> news)
            throws IOException, InterruptedException, WorkerUnavailableException {
        if (!Files.exists(folder.resolve("package-lock.json"))) {
            throw new WorkerUnavailableException(
                    "found no package-lock.json in %s, expected the Worker's sources; start from a whole checkout"
                            .formatted(folder));
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.createDirectories(folder.resolve("build"));
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("build/.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!isInstalled()) {
                news.accept("Fetching the packages of the web page and API with npm, once (about 400 MB on disk)...");
                npm(tools, List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            }
            if (!isBuilt()) {
                news.accept("Building the web page...");
                Instant begun = InstantSource.system().instant();
                npm(tools, List.of("run", "build"));
                Files.writeString(stamp(), "");
                Files.setLastModifiedTime(stamp(), FileTime.from(begun));
            }
        }
    }

    /** npm writes its own lock file when all packages are installed. */
    private boolean isInstalled() throws IOException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && modified(installed).compareTo(modified(folder.resolve("package-lock.json"))) >= 0;
    }

    private boolean isBuilt() throws IOException {
        if (!Files.exists(stamp())
                || modified(stamp()).compareTo(modified(folder.resolve("node_modules/.package-lock.json"))) < 0) {
            return false;
        }
        List<Path> sources = new ArrayList<>();
        for (String name : BUILT_FROM) {
            Path source = folder.resolve(name);
            if (Files.exists(source)) {
                try (Stream<Path> all = Files.walk(source)) {
                    all.forEach(sources::add);
                }
            }
        }
        for (Path source : sources) {
            if (modified(source).compareTo(modified(stamp())) > 0) {
                return false;
            }
        }
        return true;
    }

    private Path stamp() {
        return folder.resolve("build/.built");
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private void npm(NodeTools tools, List<String> arguments)
            throws IOException, InterruptedException, WorkerUnavailableException {
        List<String> line = new ArrayList<>(List.of(tools.npm().toString()));
        line.addAll(arguments);
        ProcessBuilder npm = new ProcessBuilder(line).directory(folder.toFile());
        npm.environment().clear();
        npm.environment().putAll(environment);
        npm.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = npm.start();
        try {
            if (process.waitFor() != 0) {
                throw new WorkerUnavailableException(
                        "npm %s failed; %s says why; fix it and start again".formatted(arguments.get(0), log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
