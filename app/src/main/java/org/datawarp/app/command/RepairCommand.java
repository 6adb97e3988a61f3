package org.datawarp.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.repair.Repair;
import org.datawarp.operate.replay.ReplaySession;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.text.Screen;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what a publisher has changed in held releases, and corrects their manifests. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        header = "Correct manifests so that held releases are published.",
        description = "Shows what has changed in held releases, proposes changes to the manifest with their"
                + " evidence, and shows the rows that the release would then have. On a terminal it asks about"
                + " each change. An accepted change is written to the manifest and put in force, and the release"
                + " is applied again from its raw rows. Nothing is fetched.",
        exitCodeList = {"0:no release is held any more", "1:a release stays held, or DataWarp does not run"},
        footer = {
            "  ./datawarp repair --dry-run",
            "  ./datawarp repair ae-monthly --release 2025-05 --yes",
            "docs/fix-a-manifest.md says what a person must decide."
        })
final class RepairCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "0..1", paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private @Nullable String publication;

    @Option(names = "--release", paramLabel = "<release>", description = "One release, such as 2025-03.")
    private @Nullable String release;

    @Option(
            names = "--yes",
            description = "Accept every change that is certain enough and makes the release fit, without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        new PublicationChoice(Stream.ofNullable(publication).toList()).read(settings);
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        List<ReleaseStatus> held = held(endpoints);
        if (held.isEmpty()) {
            out().println("Nothing is held.");
            return ExitCode.OK;
        }
        try (EventTopic events = new EventTopic(endpoints.kafkaProperties());
                Repair repair =
                        new Repair(settings.manifests(), out(), ReplaySession.of(settings, endpoints, events, out()))) {
            return run(repair, held) ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private boolean run(Repair repair, List<ReleaseStatus> held) throws IOException, InterruptedException {
        if (yes && !dryRun) {
            return repair.run(held, Repair.Mode.TAKE_CERTAIN);
        }
        if (!dryRun && Screen.isWatched()) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            return repair.ask(held, answers, System.getenv());
        }
        boolean well = repair.run(held, Repair.Mode.SHOW);
        out().printf("%nNothing was changed: --yes accepts what is certain enough; on a terminal, repair asks.%n");
        out().flush();
        return well;
    }

    private List<ReleaseStatus> held(Endpoints endpoints) {
        try (Published published = Published.of(endpoints)) {
            return published.releases().held().stream()
                    .filter(status ->
                            publication == null || status.publication().value().equals(publication))
                    .filter(status ->
                            release == null || status.release().value().equals(release))
                    .toList();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
