package org.datawarp.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.operate.repair.ApplyingManifests;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts changed manifests in force in a running DataWarp. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Put changed manifests in force; loaded data stays as it is.",
        description = "Shows what has changed in the manifests since they were last put in force, puts them in force"
                + " in the running DataWarp, and says which releases are worth replaying. Refuses to remove a"
                + " column that a consumer declares to use in readers/*.yaml. Changes no release.",
        exitCodeList = {
            "1:DataWarp does not run",
            "2:a manifest or a setting is wrong, or a consumer would lose a column that it uses"
        },
        footer = {"  ./datawarp manifests apply --dry-run", "  ./datawarp manifests apply ae-monthly"})
final class ManifestsApplyCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "0..1", paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private @Nullable String publication;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        List<PublicationManifest> manifests =
                new PublicationChoice(Stream.ofNullable(publication).toList()).read(settings);
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        try (ApplyingManifests applying =
                new ApplyingManifests(settings, endpoints, spec.commandLine().getOut())) {
            applying.run(manifests, dryRun);
        }
        return ExitCode.OK;
    }
}
