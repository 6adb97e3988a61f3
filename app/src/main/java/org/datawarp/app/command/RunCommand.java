package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.FetchRole;
import org.datawarp.app.platform.Pipeline;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.platform.Published;
import org.datawarp.app.platform.Role;
import org.datawarp.app.platform.Services;
import org.datawarp.app.platform.StopSignal;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.app.setting.Settings;
import org.datawarp.schemas.event.EventLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One role, against services that run elsewhere. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs one role until it is stopped, against the Kafka, PostgreSQL and object store that are set or"
                        + " that ./datawarp up runs over the same data directory.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped on request", "1:stopped by a failure", "2:a manifest or a setting is wrong"})
final class RunCommand implements Callable<Integer> {

    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(5);

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<role>", description = "${COMPLETION-CANDIDATES}.")
    private Role role;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop = new StopSignal();

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        Settings settings = options.read();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        Endpoints endpoints = Services.elsewhere(settings)
                .or(() -> Services.remembered(settings))
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "Cannot run %s: Kafka, PostgreSQL and the object store must be set, see docs/settings.md"
                                .formatted(role)));
        Files.createDirectories(settings.dataDirectory());
        try (StopOnExit onExit = StopOnExit.install(stop);
                EventTopic topic = new EventTopic(endpoints.kafkaProperties());
                ProgressDisplay display = ProgressDisplay.on(out(), false)) {
            EventLog events = display.and(topic);
            try (Pipeline pipeline = Pipeline.start(EnumSet.of(role), settings, endpoints, events, stop::fail)) {
                out().printf("Running %s.%n", role);
                out().flush();
                Thread life = signsOfLife(settings.dataDirectory());
                if (role == Role.FETCH) {
                    fetch(settings, endpoints, events, manifests);
                } else {
                    awaitStop();
                }
                life.interrupt();
            }
        }
        stop.failure().ifPresent(failure -> {
            throw new IllegalStateException("The role cannot go on", failure);
        });
        return ExitCode.OK;
    }

    private void fetch(Settings settings, Endpoints endpoints, EventLog events, List<PublicationManifest> manifests)
            throws IOException, InterruptedException {
        try (FetchRole fetch = FetchRole.start(settings, endpoints.kafkaProperties(), events);
                Published published = Published.of(endpoints)) {
            KeepingUp keepingUp = new KeepingUp(settings, fetch, published, out());
            keepingUp.look(manifests);
            keepingUp.run(stop);
        }
    }

    private void awaitStop() throws InterruptedException {
        boolean stopped = false;
        while (!stopped) {
            stopped = stop.await(SIGN_OF_LIFE_EVERY);
        }
    }

    /** Renews a file that container health checks look at. */
    private Thread signsOfLife(Path dataDirectory) {
        Path file = dataDirectory.resolve("alive");
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!stop.await(SIGN_OF_LIFE_EVERY)) {
                            if (!Files.exists(file)) {
                                Files.createFile(file);
                            }
                            Files.setLastModifiedTime(
                                    file, FileTime.from(InstantSource.system().instant()));
                        }
                        Files.deleteIfExists(file);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        stop.fail(e);
                    }
                },
                "signs-of-life");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
