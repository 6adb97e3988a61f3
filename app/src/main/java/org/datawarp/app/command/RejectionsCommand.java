package org.datawarp.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.repair.RejectionCauses;
import org.datawarp.operate.repair.RejectionReport;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what does not fit the manifest, grouped by cause. */
@Command(
        name = "rejections",
        mixinStandardHelpOptions = true,
        header = "List rows and cells that did not fit their manifest.",
        description = "Shows the rows and cells that did not fit in the last attempt at each release, grouped by"
                + " cause: the same reason, the same column and a value of the same shape. Each cause has a"
                + " fingerprint that replay --rejected takes.",
        exitCodeList = {"0:nothing is rejected", "1:something is rejected, or DataWarp does not run"},
        footer = {"  ./datawarp rejections", "  ./datawarp rejections ae_provider"})
final class RejectionsCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "<publication|dataset>",
            defaultValue = "",
            description = "Such as ae-monthly, or one of its datasets; all if left out.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        List<PublicationManifest> manifests = name.isEmpty()
                ? PublicationManifest.readAll(settings.manifests())
                : List.of(PublicationChoice.with(name, settings));
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        try (Published published = Published.of(endpoints)) {
            RejectionCauses causes = RejectionCauses.read(
                    endpoints.kafkaProperties(),
                    published.releases(),
                    manifests.stream().map(PublicationManifest::name).toList());
            boolean any = new RejectionReport(spec.commandLine().getOut()).print(causes, name);
            return any ? ExitCode.PROBLEM : ExitCode.OK;
        }
    }
}
