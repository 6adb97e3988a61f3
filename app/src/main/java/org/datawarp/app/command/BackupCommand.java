package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.datawarp.operate.backup.Restoring;
import org.datawarp.operate.backup.TakingBackup;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.embedded.DataDirectoryInUseException;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies what cannot be rebuilt. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        header = "Copy what cannot be rebuilt into a folder.",
        description = "Copies everything that cannot be rebuilt into a folder: original files, decisions, events,"
                + " learned calendars, and the manifests. DataWarp may keep running. If the folder holds an"
                + " earlier backup, only what is new is added.",
        exitCodeList = {
            "0:the backup is complete; with --verify, it is intact",
            "1:something is missing, is damaged, or must not be copied"
        },
        footer = {
            "  ./datawarp backup /mnt/backup",
            "  ./datawarp backup /mnt/2025-06-02 --since /mnt/2025-06-01",
            "  ./datawarp backup --verify /mnt/backup        # reads every byte",
            "docs/backup.md says what a backup holds, and what is rebuilt from it."
        })
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<folder>", description = "The folder of the backup.")
    private Path folder;

    @Option(
            names = "--since",
            paramLabel = "<backup>",
            description = "An earlier backup in another folder of the same file system. The new backup shares its"
                    + " files.")
    private @Nullable Path since;

    @Option(names = "--verify", description = "Only check that every byte of the backup is intact.")
    private boolean verify;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (verify) {
            return code(Restoring.verify(folder, out()));
        }
        Settings settings = options.read();
        Optional<Endpoints> elsewhere = Endpoints.elsewhere(settings);
        if (elsewhere.isPresent()) {
            return code(TakingBackup.take(settings, elsewhere.get(), out(), folder, since));
        }
        try (Services services = Services.start(settings)) {
            return code(TakingBackup.take(settings, services.endpoints(), out(), folder, since));
        } catch (DataDirectoryInUseException running) {
            return code(TakingBackup.take(settings, RunningDatawarp.endpoints(settings), out(), folder, since));
        }
    }

    private static int code(boolean isWell) {
        return isWell ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
