package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.datawarp.operate.backup.Restoring;
import org.datawarp.platform.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup back. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        header = "Put a backup into an empty data directory.",
        description = "Puts a backup into an empty data directory, and makes anew from it what comes after; nothing is"
                + " fetched. Checks every byte first, shows what it has, and asks. One that was interrupted goes on with the"
                + " same command. While it runs, DataWarp must not.",
        exitCodeList = {
            "0:everything is back",
            "1:something is damaged or cannot be made anew, nobody agreed, or DataWarp runs",
            "2:the data directory is not empty, or a setting or the command line is wrong"
        },
        footer = {
            "  ./datawarp restore /mnt/backup --dry-run      # is it whole?",
            "  ./datawarp restore /mnt/backup --data-dir /srv/datawarp --yes",
            "docs/backup.md says what comes back, and what does not."
        })
final class RestoreCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<folder>", description = "Where the backup is.")
    private Path folder;

    @Mixin
    private ConsentOptions consent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        Restoring restoring = Restoring.examine(settings, folder, out());
        restoring.show();
        boolean goesWell =
                consent.carryOut(out(), true, "restore this into " + settings.dataDirectory(), restoring::run);
        return goesWell && restoring.isComplete() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
