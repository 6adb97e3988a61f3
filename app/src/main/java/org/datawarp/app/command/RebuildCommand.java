package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.datawarp.operate.rebuild.Rebuild;
import org.datawarp.operate.rebuild.RebuildingDatabase;
import org.datawarp.operate.rebuild.RebuildingLake;
import org.datawarp.operate.rebuild.RebuildingTopics;
import org.datawarp.operate.service.IdleServices;
import org.datawarp.platform.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rebuilds a lost store from an earlier one. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        header = "Rebuild a lost store from an earlier one, without a backup.",
        description = "Rebuilds a lost store from an earlier one; nothing is fetched. First shows what would be rebuilt"
                + " from what, and asks. Keeps what is there already, so an interrupted rebuild continues"
                + " with the same command. DataWarp must be stopped.",
        exitCodeList = {"1:something cannot be rebuilt, no one agreed, or DataWarp runs"},
        footer = {
            "  ./datawarp rebuild --from archive --dry-run   # Kafka lost what it held",
            "  ./datawarp rebuild --from raw --yes           # PostgreSQL was lost",
            "  ./datawarp rebuild --from changes --yes       # the bucket was lost",
            "docs/rebuild.md says which one to choose, and what it needs."
        })
final class RebuildCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    /** The store that is read; the later ones are rebuilt from it. */
    enum Source {
        ARCHIVE,
        RAW,
        CHANGES
    }

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<source>",
            description = "archive: rebuilds the raw topics from the archived original files. raw: rebuilds what"
                    + " PostgreSQL has lost from the raw topics; the next start publishes it in one"
                    + " version. changes: rebuilds all published data from PostgreSQL: the next start"
                    + " captures every row again and publishes it in one version.")
    private Source source;

    @Mixin
    private ConsentOptions consent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        try (IdleServices services =
                source == Source.ARCHIVE ? IdleServices.openToRebuild(settings) : IdleServices.open(settings)) {
            Rebuild rebuild = switch (source) {
                case CHANGES -> RebuildingLake.examine(settings, services.endpoints(), out());
                case RAW -> RebuildingDatabase.examine(services.endpoints(), out());
                case ARCHIVE -> RebuildingTopics.examine(settings, services, out());
            };
            rebuild.show();
            String what = "rebuild this from " + source.name().toLowerCase(Locale.ROOT);
            boolean goesWell = consent.carryOut(out(), rebuild.isNeeded(), what, () -> {
                rebuild.run();
                out().println(rebuild.outcome());
            });
            return goesWell && rebuild.isComplete() ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
