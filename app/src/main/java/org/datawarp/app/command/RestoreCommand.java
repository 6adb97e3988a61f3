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

/** Restores a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        header = "Restore a backup into an empty data directory.",
        description = "Restores a backup into an empty data directory, and rebuilds the rest from it; nothing is"
                + " fetched. First checks every byte, shows what the backup holds, and asks. An interrupted"
                + " restore continues with the same command. DataWarp must be stopped.",
        exitCodeList = {
            "0:everything is restored",
            "1:something is damaged or cannot be rebuilt, no one agreed, or DataWarp runs",
            "2:the data directory is not empty, or a setting or the command line is wrong"
        },
        footer = {
            "  ./datawarp restore /mnt/backup --dry-run      # is it complete?",
            "  ./datawarp restore /mnt/backup --data-dir /srv/datawarp --yes",
            "docs/backup.md says what is restored, and what is not."
        })
final class RestoreCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<folder>", description = "The folder of the backup.")
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
