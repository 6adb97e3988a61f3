package org.datawarp.app.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.ask.query.ResultFormat;
import org.datawarp.operate.cost.CostPage;
import org.datawarp.operate.cost.CostReading;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.sinks.object.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Estimates how much the object store holds, and what that costs. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        header = "Estimate what the bucket costs on R2 this month.",
        description =
                "Estimates what the object store costs this month on Cloudflare R2: what is stored, what was used,"
                        + " and what the calendar expects. Shows which part is free, and how much of the budget is"
                        + " used.",
        exitCodeList = {
            "0:publishing does not wait for its budget",
            "1:publishing waits for its budget, or DataWarp does" + " not run"
        },
        footer = {
            "  ./datawarp cost",
            "  ./datawarp cost --format json",
            "docs/costs.md says what is counted, and how a budget is kept."
        })
final class CostCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        if (format.format() == ResultFormat.CSV) {
            throw new UserException(ExitCode.INVALID, "--format: found csv, expected table or json");
        }
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        CostPage page = page(settings, endpoints);
        if (format.format() == ResultFormat.JSON) {
            page.printJson(spec.commandLine().getOut());
        } else {
            page.print(spec.commandLine().getOut());
        }
        return page.waits() ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private static CostPage page(Settings settings, Endpoints endpoints) throws IOException {
        List<Publication> publications = PublicationManifest.readAll(settings.manifests()).stream()
                .map(manifest -> manifest.manifest().publication())
                .toList();
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        try (ObjectStore store = ObjectStore.open(endpoints.store());
                WatchStore watches = new WatchStore(database.settings())) {
            CostReading.Window window = new CostReading.Window(
                    InstantSource.system().instant(), settings.polling().halfWindow());
            return CostReading.read(store, watches, publications, settings.budget(), window);
        }
    }
}
