package org.datawarp.app.worker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.RememberedPorts;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.StoreSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Worker as a child process over an object store, for this machine only. A thread of its own prepares and
 * starts it, since packages may have to be fetched. If it cannot run, everything else still does.
 *
 * <p>Owned and closed by the code that started it; any thread may use it.
 */
public final class LocalWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalWorker.class);

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final int PROBE_MILLIS = 5_000;

    /** The exit code of the serving script when it cannot serve and a retry would not help. */
    private static final int CANNOT_SERVE = 2;

    /**
     * The state of a starting Worker.
     *
     * @param address where it answers; null while it does not
     * @param problem why it never will; empty if there is no problem
     */
    private record State(@Nullable URI address, String problem) {}

    private final Settings.Worker settings;
    private final StoreSettings store;
    private final Path dataDirectory;
    private final URI address;
    private final Consumer<String> news;
    private final Thread thread = new Thread(this::run, "local-worker");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile State state = new State(null, "");
    private volatile @Nullable Process process;

    private LocalWorker(
            Settings.Worker settings, StoreSettings store, Path dataDirectory, int port, Consumer<String> news) {
        this.settings = settings;
        this.store = store;
        this.dataDirectory = dataDirectory;
        this.address = URI.create("http://127.0.0.1:%d/".formatted(port));
        this.news = news;
    }

    /**
     * Starts to prepare and run it.
     *
     * @param store what it reads; it gets the keys to it
     * @param news receives, from another thread, which step takes a while, where it answers, or why it does not
     */
    public static LocalWorker start(Settings settings, StoreSettings store, Consumer<String> news) throws IOException {
        int wanted = settings.worker().port();
        int port = wanted == 0 ? RememberedPorts.claim(settings.dataDirectory(), "worker") : wanted;
        LocalWorker worker = new LocalWorker(settings.worker(), store, settings.dataDirectory(), port, news);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    /** Where it answers; empty while it does not. */
    public Optional<URI> address() {
        return Optional.ofNullable(state.address());
    }

    /** Why it cannot run on this machine; empty if it does, or will. */
    public String problem() {
        return state.problem();
    }

    /** Waits until it answers or cannot run, up to the given time. */
    public Optional<URI> await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (address().isEmpty() && problem().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
        }
        return address();
    }

    private void run() {
        try {
            NodeTools tools = NodeTools.find(System.getenv().getOrDefault("PATH", ""));
            WorkerFolder folder = new WorkerFolder(settings.folder(), log("worker-npm.log"), withoutSecrets());
            folder.prepare(tools, news);
            while (!isStopped()) {
                serve(tools, folder.path());
            }
        } catch (WorkerUnavailableException e) {
            give(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The Worker could not be started");
            give("it could not be started: %s; the log has the details".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(String problem) {
        state = new State(null, problem);
        if (!isStopped()) {
            news.accept("No web page, API and MCP server on this machine: " + problem);
        }
    }

    /** Runs it until it ends. */
    private void serve(NodeTools tools, Path folder)
            throws IOException, InterruptedException, WorkerUnavailableException {
        Process child = launch(tools, folder);
        process = child;
        List<ProcessHandle> all = List.of();
        try {
            if (awaitAnswer(child)) {
                boolean first = state.address() == null;
                state = new State(address, "");
                all = child.descendants().toList();
                if (first) {
                    news.accept("Web page: " + address);
                }
            }
            child.waitFor();
        } finally {
            Stream.concat(all.stream(), child.descendants()).forEach(ProcessHandle::destroyForcibly);
        }
        if (child.exitValue() == CANNOT_SERVE) {
            throw new WorkerUnavailableException("%s says why".formatted(log("worker.log")));
        }
        if (!stopped.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().addKeyValue("exit", child.exitValue()).log("The Worker ended and is started again");
        }
    }

    private Process launch(NodeTools tools, Path folder) throws IOException {
        Path log = log("worker.log");
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(
                        tools.node().toString(),
                        folder.resolve("tools/serve.mjs").toString(),
                        "--port",
                        Integer.toString(address.getPort()),
                        "--state",
                        dataDirectory.resolve("worker").toString(),
                        // It ends with this process, also when that is killed.
                        "--while-stdin")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(withoutSecrets());
        builder.environment().putAll(settings.environment());
        builder.environment().putAll(storeEnvironment());
        return builder.start();
    }

    private Map<String, String> storeEnvironment() {
        return Map.of(
                "S3_ENDPOINT", store.endpoint().toString(),
                "S3_BUCKET", store.bucket(),
                "S3_REGION", store.region(),
                "S3_ACCESS_KEY_ID", store.accessKey(),
                "S3_SECRET_ACCESS_KEY", store.secretKey());
    }

    /** npm's programs get only the variables that they need. */
    private static Map<String, String> withoutSecrets() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        for (Setting setting : Setting.values()) {
            environment.keySet().removeAll(setting.variables());
        }
        return environment;
    }

    private boolean awaitAnswer(Process child) throws InterruptedException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (child.isAlive() && System.nanoTime() < end) {
            if (answers()) {
                return true;
            }
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** The server in front of the Worker answers "unavailable" while the Worker starts. */
    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status != HttpURLConnection.HTTP_UNAVAILABLE;
        } catch (IOException e) {
            return false;
        }
    }

    private Path log(String name) {
        return dataDirectory.resolve("logs").resolve(name);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends the process with all that it started, waiting some seconds for it. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            Process child = process;
            if (child != null) {
                // The end of its input makes it stop.
                child.getOutputStream().close();
                if (!child.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    child.descendants().forEach(ProcessHandle::destroyForcibly);
                    child.destroyForcibly();
                }
            }
            thread.interrupt();
            thread.join(STOP_PATIENCE.toMillis());
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The Worker did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
