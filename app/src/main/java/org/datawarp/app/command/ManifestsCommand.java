package org.datawarp.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with manifests. */
@Command(
        name = "manifests",
        mixinStandardHelpOptions = true,
        description = "Puts changed manifests in force.",
        subcommands = ManifestsApplyCommand.class,
        synopsisSubcommandLabel = "<command>")
final class ManifestsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: ./datawarp manifests apply");
    }
}
