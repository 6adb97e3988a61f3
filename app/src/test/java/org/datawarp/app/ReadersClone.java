package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.datawarp.app.command.DatawarpCommand;

/**
 * The clone of a reader of the documentation: its manifests, samples and data, and the {@code up} that runs in another
 * terminal.
 *
 * <p>Owned and closed by the test class that made it; used by one thread.
 */
final class ReadersClone implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern WEB_PAGE = Pattern.compile("(?m)^(?:Web page: |  web page     )(http://\\S+/)");
    private static final Pattern NO_WEB_PAGE = Pattern.compile("No web page, API and MCP server|not on this machine");

    /** The first time, packages are fetched. */
    private static final Duration WORKER_PATIENCE = Duration.ofMinutes(8);

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process up;
    private Path said;
    private int starts;

    /** @param parent an empty folder for the clone, and for what the reader puts beside it */
    ReadersClone(Path parent) throws IOException {
        folder = Files.createDirectories(parent.toRealPath().resolve("clone"));
        copy("manifests");
        copy("docs/first-day");
    }

    private void copy(String name) throws IOException {
        try (Stream<Path> all = Files.walk(REPOSITORY.resolve(name))) {
            for (Path path : all.toList()) {
                Path target = folder.resolve(REPOSITORY.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Runs a command of ours that ends. */
    CommandRun run(List<String> arguments) {
        return CommandRun.of(completed(arguments).toArray(String[]::new));
    }

    private List<String> completed(List<String> arguments) {
        List<String> all = new ArrayList<>();
        arguments.forEach(word -> all.add(
                word.startsWith("../") ? folder.resolve(word).normalize().toString() : word));
        String command = arguments.get(0);
        if (!command.equals("inspect") && !command.equals("period")) {
            all.add("--data-dir=" + folder.resolve("data"));
            boolean readsManifests = !List.of("recapture", "rebuild").contains(command);
            if (readsManifests) {
                all.add("--manifests=" + folder.resolve("manifests"));
            }
        }
        return all;
    }

    /** Runs {@code cp}, {@code rm} and the like in the reader's folder. */
    void shell(List<String> words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start();

        assertThat(process.waitFor()).as(words.toString()).isZero();
    }

    /** Starts {@code up}, which keeps running; the one before is stopped as by Ctrl-C. */
    void up(List<String> arguments) throws IOException, InterruptedException {
        stop();
        starts++;
        said = folder.resolveSibling("up-%d.txt".formatted(starts));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Ddatawarp.home=" + REPOSITORY,
                "-cp",
                System.getProperty("java.class.path"),
                DatawarpCommand.class.getName()));
        line.addAll(completed(arguments));
        up = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** What the last {@code up} has printed so far. */
    String said() throws IOException {
        return Files.readString(said);
    }

    boolean isUp() {
        return up != null && up.isAlive();
    }

    /** @return where the Worker answers; empty where it cannot run */
    Optional<URI> worker() throws IOException {
        Awaitility.await("the Worker")
                .atMost(WORKER_PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> WEB_PAGE.matcher(said()).find()
                        || NO_WEB_PAGE.matcher(said()).find());
        Matcher found = WEB_PAGE.matcher(said());
        return found.find() ? Optional.of(URI.create(found.group(1))) : Optional.empty();
    }

    /** Sends the Worker the request that a page makes with {@code curl}. */
    HttpResponse<String> curl(URI worker, List<String> words) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofMinutes(1));
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
                case "-s", "-N" -> {}
                default -> request.uri(worker.resolve(words.get(i).replaceFirst("^(http://)?[\\w.]+:\\d+/", "")));
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Stops {@code up} as Ctrl-C does. */
    void stop() throws InterruptedException {
        if (up != null) {
            up.destroy();
            if (!up.waitFor(1, TimeUnit.MINUTES)) {
                up.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
