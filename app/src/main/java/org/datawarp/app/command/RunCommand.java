package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.RoleSettings;
import org.datawarp.app.role.StatusRole;
import org.datawarp.app.worker.LocalWorker;
import org.datawarp.operate.metrics.Monitoring;
import org.datawarp.operate.service.DataDirectoryVersion;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.StartConditions;
import org.datawarp.platform.embedded.EmbeddedObjectStore;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.setting.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one role, against services that run elsewhere. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Run one role in a process of its own.",
        description =
                "Runs one role until it is stopped, against the Kafka, PostgreSQL and object store that are set or"
                        + " that ./datawarp up runs over the same data directory.",
        exitCodeList = {"0:stopped on request", "1:stopped by a failure"},
        footer = {"  ./datawarp run sink", "  ./datawarp run store", "docs/install.md says how roles run by themselves."
        })
final class RunCommand implements Callable<Integer> {

    /** How often the process checks for a problem of the Worker, and ends if there is one. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

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
        StartConditions.check(settings.dataDirectory());
        if (role == Role.WORKER) {
            return work(settings);
        }
        if (role == Role.STORE) {
            return keep(settings);
        }
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        Endpoints endpoints = Endpoints.elsewhere(settings)
                .or(() -> Endpoints.remembered(settings))
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "Cannot run %s: Kafka, PostgreSQL and the object store must be set, see docs/settings.md"
                                .formatted(role)));
        try {
            run(settings, endpoints, manifests);
        } catch (InterruptedException | InterruptException e) {
            // A role that still waits for its services stops when asked to.
            if (!stop.isSet()) {
                throw e;
            }
        }
        stop.throwIfFailed("The role cannot continue");
        return ExitCode.OK;
    }

    private void run(Settings settings, Endpoints endpoints, List<PublicationManifest> manifests)
            throws IOException, InterruptedException, TimeoutException {
        RoleSettings roles = RoleSettings.read(EnumSet.of(role), settings, System.getenv());
        try (StopOnExit onExit = StopOnExit.install(stop);
                SignsOfLife life = SignsOfLife.start(settings.dataDirectory(), stop);
                Monitoring monitoring = Monitoring.start(roles.metrics(), stop);
                ProgressDisplay display = ProgressDisplay.lines(out())) {
            DataDirectoryVersion.note(settings.dataDirectory());
            onExit.expectStop();
            onExit.isStarting();
            display.showChanges();
            roles.run(endpoints, monitoring, display, stop, (pipeline, events, alerting) -> {
                onExit.hasStarted();
                monitoring.started(roles.roles(), endpoints, pipeline);
                alerting.started(pipeline);
                out().printf("Running %s.%n", role);
                monitoring.address().ifPresent(where -> say("Metrics and health: " + Monitoring.url(where)));
                out().flush();
                if (role == Role.FETCH) {
                    fetch(settings, endpoints, pipeline, events, manifests);
                } else {
                    stop.await();
                }
                return true;
            });
        }
    }

    /** The Worker needs only the object store, and sends no events. */
    private int work(Settings settings) throws IOException, InterruptedException {
        StoreSettings store = Optional.ofNullable(settings.store())
                .or(() -> Endpoints.remembered(settings).map(Endpoints::store))
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID, "Cannot run WORKER: the object store must be set, see docs/settings.md"));
        try (StopOnExit onExit = StopOnExit.install(stop);
                SignsOfLife life = SignsOfLife.start(settings.dataDirectory(), stop);
                LocalWorker worker = LocalWorker.start(settings, store, this::say)) {
            onExit.expectStop();
            while (!stop.await(LOOK_AGAIN)) {
                if (!worker.problem().isEmpty()) {
                    return ExitCode.PROBLEM;
                }
            }
        }
        return ExitCode.OK;
    }

    /** The store needs no other service, and listens at the address in the settings. */
    private int keep(Settings settings) throws IOException, InterruptedException {
        StoreSettings store = Optional.ofNullable(settings.store())
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "Cannot run STORE: S3_ENDPOINT must be set to the address it listens at, such as"
                                + " http://127.0.0.1:8080, see docs/settings.md"));
        try (StopOnExit onExit = StopOnExit.install(stop);
                EmbeddedObjectStore served = EmbeddedObjectStore.serve(
                        settings.dataDirectory().resolve("objects"),
                        store.endpoint(),
                        store.bucket(),
                        new EmbeddedObjectStore.Keys(store.accessKey(), store.secretKey()));
                SignsOfLife life = SignsOfLife.start(settings.dataDirectory(), stop)) {
            onExit.expectStop();
            say("Running STORE at " + served.endpoint() + ".");
            stop.await();
        }
        stop.throwIfFailed("The role cannot continue");
        return ExitCode.OK;
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private void fetch(
            Settings settings,
            Endpoints endpoints,
            Pipeline pipeline,
            EventLog events,
            List<PublicationManifest> manifests)
            throws IOException, InterruptedException {
        try (FetchRole fetch = FetchRole.start(settings, endpoints, events, stop);
                StatusRole status = StatusRole.start(settings, endpoints, pipeline)) {
            KeepingUp keepingUp = new KeepingUp(settings, PublicationChoice.ALL, fetch, out());
            keepingUp.look(manifests);
            keepingUp.run(stop);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
