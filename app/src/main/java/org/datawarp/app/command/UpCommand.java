package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.app.role.RoleSettings;
import org.datawarp.app.role.StatusRole;
import org.datawarp.operate.metrics.Monitoring;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.manifest.PublicationManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs everything in one process: services, pipeline and publications. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        header = "Start everything, load, and keep up to date. Start here.",
        description = "Starts Kafka, PostgreSQL, an object store and every role in one process, loads what it finds,"
                + " and picks up changes until Ctrl-C. The same command continues where it was stopped. Services"
                + " that are set are used in place of its own.",
        exitCodeList = {"1:something was rejected or held, or failed"},
        footer = {
            "  ./datawarp up",
            "  ./datawarp up ae-monthly --once",
            "  ./datawarp up --source live",
            "docs/first-day.md describes the next steps."
        })
final class UpCommand implements Callable<Integer> {

    /** The roles whose absence raises an alert. */
    private static final Set<Role> PIPELINE = EnumSet.of(Role.FETCH, Role.APPLY, Role.CAPTURE, Role.SINK);

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private List<String> names = List.of();

    @Option(names = "--once", description = "Stop when everything that was found is published.")
    private boolean once;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop = new StopSignal();

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        Settings settings = options.read();
        PublicationChoice publications = new PublicationChoice(names);
        List<PublicationManifest> manifests = publications.read(settings);
        RoleSettings roles = RoleSettings.read(PIPELINE, settings, System.getenv());
        say("Starting Kafka, PostgreSQL and the object store...");
        try (StopOnExit onExit = StopOnExit.install(stop);
                Monitoring monitoring = Monitoring.start(roles.metrics(), stop);
                Services services = Services.start(settings);
                ProgressDisplay display = Terminal.progress(out())) {
            Endpoints endpoints = services.endpoints();
            return roles.run(endpoints, monitoring, display, stop, (pipeline, events, alerting) -> {
                try (FetchRole fetch = FetchRole.start(settings, endpoints, events, stop);
                        Published published = Published.of(endpoints);
                        StatusRole status = StatusRole.start(settings, endpoints, pipeline);
                        UpWorker worker = once ? UpWorker.none() : UpWorker.start(settings, endpoints, display)) {
                    monitoring.started(EnumSet.allOf(Role.class), endpoints, pipeline);
                    alerting.started(pipeline);
                    LoadReport report = load(settings, manifests, fetch, published, display);
                    sayWhere(settings, endpoints, worker, monitoring);
                    if (once) {
                        published.awaitCopies(stop);
                    } else if (!stop.isSet()) {
                        sayThatItStays(settings, display, onExit);
                        new KeepingUp(settings, publications, fetch, out()).run(stop);
                    }
                    stop.throwIfFailed("A part of DataWarp cannot continue");
                    alerting.done();
                    return once && !report.isAllWell() ? ExitCode.PROBLEM : ExitCode.OK;
                }
            });
        }
    }

    private LoadReport load(
            Settings settings,
            List<PublicationManifest> manifests,
            FetchRole fetch,
            Published published,
            ProgressDisplay display)
            throws IOException, InterruptedException {
        say("Loading %s from %s...", named(manifests), settings.source());
        Loading loading = new Loading(fetch, published.watch(manifests));
        loading.bring(manifests, KeepingUp.choice(settings));
        LoadReport report = new LoadReport(loading.found(), loading.await(stop), loading.unfetched());
        display.pause();
        report.print(out());
        return report;
    }

    private static String named(List<PublicationManifest> manifests) {
        return manifests.size() == 1 ? manifests.get(0).name().value() : manifests.size() + " publications";
    }

    private void sayThatItStays(Settings settings, ProgressDisplay display, StopOnExit onExit) {
        say("%nPicking up what changes, %s. Ctrl-C stops.", settings.polling());
        display.showChanges();
        onExit.expectStop();
    }

    private void sayWhere(Settings settings, Endpoints endpoints, UpWorker worker, Monitoring monitoring) {
        say("%nWhere it is:");
        worker.where().ifPresent(where -> say("  web page     %s", where));
        say(
                "  PostgreSQL   %s (user %s), schema data",
                endpoints.database().jdbcUrl(),
                endpoints.database(DatabaseRole.READER).user());
        say("  Kafka        %s, topics datawarp.*", endpoints.bootstrapServers());
        say(
                "  object store %s, bucket %s",
                endpoints.store().endpoint(), endpoints.store().bucket());
        say("  catalogue    %s", Catalog.KEY);
        say("  on disk      %s (passwords and keys: endpoints.json)", settings.dataDirectory());
        monitoring.address().ifPresent(where -> say("  metrics      %s", Monitoring.url(where)));
        say("%nAsk it: ./datawarp query \"SELECT dataset, rows, title FROM catalog\"");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String format, Object... facts) {
        out().printf(format + "%n", facts);
        out().flush();
    }
}
