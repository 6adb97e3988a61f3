package org.datawarp.app.command;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help of all commands shares: headings, and the exit codes of commands that define none of their own. */
final class CommandHelp {

    private static final Map<Integer, String> EXIT_CODES = Map.of(
            ExitCode.OK, "success",
            ExitCode.PROBLEM, "it failed, or DataWarp does not run",
            ExitCode.INVALID, "the command line, a setting or a manifest is wrong");

    private CommandHelp() {}

    /** Completes the help of a command and of all its subcommands. */
    static void complete(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        help.synopsisHeading("%nUsage: ");
        help.descriptionHeading("%n");
        help.parameterListHeading("%nArguments:%n");
        help.optionListHeading("%nOptions:%n");
        help.commandListHeading("%nCommands:%n%n");
        help.exitCodeListHeading("%nExit codes:%n");
        help.footerHeading("%nExamples:%n");
        help.exitCodeList(exitCodes(help));
        command.getSubcommands().values().forEach(CommandHelp::complete);
    }

    private static Map<String, String> exitCodes(UsageMessageSpec help) {
        Map<String, String> codes = new TreeMap<>();
        EXIT_CODES.forEach((code, meaning) -> codes.put(code.toString(), meaning));
        codes.putAll(help.exitCodeList());
        return codes;
    }
}
