package org.datawarp.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about manifests. */
@Command(
        name = "manifests",
        mixinStandardHelpOptions = true,
        header = "Put changed manifests in force; loaded data stays as it is.",
        description = "A change in manifests/ has no effect until it is put in force, or DataWarp is restarted.",
        subcommands = ManifestsApplyCommand.class,
        footer = "  ./datawarp manifests apply --dry-run",
        synopsisSubcommandLabel = "<command>")
final class ManifestsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: ./datawarp manifests apply");
    }
}
