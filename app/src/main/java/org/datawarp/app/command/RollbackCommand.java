package org.datawarp.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.operate.replay.RollingBack;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.promotion.Rollbacks;
import org.datawarp.streams.release.ReplayRefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores what was visible before a promotion. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        header = "Undo the last change that became visible.",
        description = "Undoes the last promotion that changed something: of a dataset, of all datasets of a"
                + " publication, or of one release. Shows which rows would change, then changes them in one"
                + " transaction and one catalogue version. Used again, it undoes the promotion before that one. If"
                + " the page offers the same release again, it is held.",
        exitCodeList = {"1:there is nothing to undo, later releases depend on it, or DataWarp does not run"},
        footer = {
            "  ./datawarp rollback ae_provider --dry-run",
            "  ./datawarp rollback ae-monthly --release 2025-03",
            "docs/replay.md says what happens to a release that was undone."
        })
final class RollbackCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<dataset|publication>", description = "Such as ae_provider, or ae-monthly.")
    private String name;

    @Option(
            names = "--release",
            paramLabel = "<release>",
            description = "The last promotion of this release, as" + " 2025-03.")
    private @Nullable String release;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        PublicationManifest manifest = PublicationChoice.with(name, settings);
        Rollbacks.Target target = new Rollbacks.Target(
                manifest.manifest(),
                manifest.name().value().equals(name) ? null : new DatasetName(name),
                release == null ? null : GivenName.release(release));
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        try (EventTopic events = new EventTopic(endpoints.kafkaProperties());
                RollingBack rollingBack =
                        new RollingBack(endpoints, events, spec.commandLine().getOut())) {
            rollingBack.run(target, dryRun);
            return ExitCode.OK;
        } catch (ReplayRefusedException e) {
            throw new UserException(ExitCode.PROBLEM, String.valueOf(e.getMessage()));
        }
    }
}
