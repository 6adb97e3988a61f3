package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.ReleaseName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads publications now, through a DataWarp that runs in another process, or shows what would be loaded. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        header = "Check pages now, and load what has changed.",
        description = "Checks the pages of publications now, and loads what has changed, through the DataWarp that"
                + " runs over the same data directory. With --dry-run, DataWarp need not run: files are read,"
                + " manifests are applied, and what would be loaded is shown.",
        exitCodeList = {"1:something was rejected or held, or failed"},
        footer = {"  ./datawarp load ae-monthly --dry-run", "  ./datawarp load ae-monthly --release 2025-03 --again"})
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "0..1", paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private @Nullable String publication;

    @Option(names = "--release", paramLabel = "<release>", description = "One release, such as 2025-03.")
    private @Nullable String release;

    @Option(names = "--again", description = "Send the rows again even if nothing has changed since the last time.")
    private boolean again;

    @Option(
            names = "--dry-run",
            description = "Read the files, apply the manifests, and show what would be loaded. DataWarp need not"
                    + " run. Nothing changes but the archive of files.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop = new StopSignal();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        List<PublicationManifest> manifests =
                new PublicationChoice(Stream.ofNullable(publication).toList()).read(settings);
        return dryRun ? new DryRun(settings, manifests, releaseName(), out()).run() : load(settings, manifests);
    }

    private int load(Settings settings, List<PublicationManifest> manifests) throws IOException, InterruptedException {
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        try (StopOnExit onExit = StopOnExit.install(stop);
                EventTopic topic = new EventTopic(endpoints.kafkaProperties());
                ProgressDisplay display = Terminal.progress(out());
                FetchRole fetch = FetchRole.start(settings, endpoints, display.and(topic), stop);
                Published published = Published.of(endpoints)) {
            Loading loading = new Loading(fetch, published.watch(manifests));
            loading.bring(manifests, choice());
            List<Followed> followed = loading.await(stop);
            LoadReport report = new LoadReport(loading.found(), followed, loading.unfetched());
            display.pause();
            failIfNothingFound(loading);
            report.print(out());
            tellOfChanges(manifests, followed);
            return report.isAllWell() ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    /** A changed dataset manifest is no reason to read the files again. */
    private void tellOfChanges(List<PublicationManifest> manifests, List<Followed> followed) {
        for (PublicationManifest manifest : manifests) {
            long others = followed.stream()
                    .map(Followed::status)
                    .filter(status -> status.publication().equals(manifest.name()))
                    .filter(status ->
                            !status.manifestVersion().equals(manifest.manifest().version()))
                    .count();
            if (others > 0) {
                out().printf(
                                "%nThe manifest of %s was changed after %d of its releases were read; to see what"
                                        + " that would change: ./datawarp replay %s --dry-run%n",
                                manifest.name(), others, manifest.name());
            }
        }
        out().flush();
    }

    private void failIfNothingFound(Loading loading) {
        boolean nothing =
                loading.found().stream().allMatch(found -> found.releases().isEmpty());
        if (nothing && loading.unfetched().isEmpty()) {
            throw new UserException(
                    ExitCode.PROBLEM,
                    release == null
                            ? "Found no release: check the publication's files.include and its page"
                            : "Found no release %s: ./datawarp load --dry-run lists the releases".formatted(release));
        }
    }

    private ReleaseChoice choice() {
        return new ReleaseChoice(
                releaseName(), again ? ReleaseChoice.Unchanged.PUBLISH_AGAIN : ReleaseChoice.Unchanged.LEAVE);
    }

    private Optional<ReleaseName> releaseName() {
        return Optional.ofNullable(release).map(GivenName::release);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
