package org.datawarp.app.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.datawarp.operate.backup.BackupException;
import org.datawarp.operate.service.DataDirectoryException;
import org.datawarp.operate.service.ServicesInUseException;
import org.datawarp.platform.embedded.DataDirectoryInUseException;
import org.datawarp.platform.service.RefusedException;
import org.datawarp.platform.setting.InvalidSettingsException;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.name.ProgramVersion;
import org.datawarp.streams.database.NewerDatabaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code datawarp} command: names its subcommands, and turns failures into messages and exit codes. */
@Command(
        name = "datawarp",
        mixinStandardHelpOptions = true,
        version = "DataWarp " + ProgramVersion.DATAWARP,
        header = "Turns publication pages into data that people can query minutes later.",
        description =
                "Start with ./datawarp up: it needs nothing else and keeps running. Query in another terminal. Each"
                        + " command has its own --help.",
        exitCodeList = {
            "0:success",
            "1:something was rejected, held or failed; or DataWarp does not run",
            "2:the command line, a setting or a manifest is wrong"
        },
        footer = {
            "  ./datawarp up",
            "  ./datawarp query \"SELECT dataset, rows, title FROM catalog\"",
            "  ./datawarp replay --help",
            "Settings are environment variables: docs/settings.md lists them.",
            "docs/README.md lists every page; read docs/first-day.md first."
        },
        synopsisSubcommandLabel = "<command>")
public final class DatawarpCommand implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DatawarpCommand.class);

    @Spec
    private CommandSpec spec;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().setOut(standardOutput()).execute(arguments));
    }

    /** Output is always UTF-8: names and tables need it, and programs that read the output expect it. */
    private static PrintWriter standardOutput() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
    }

    /** The command line, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new DatawarpCommand());
        CommandGroup.addTo(command);
        command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(DatawarpCommand::refuse)
                .setExecutionExceptionHandler((failure, line, result) -> explain(failure, line));
        CommandHelp.complete(command);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::list);
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; start with ./datawarp up.");
    }

    private static int refuse(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println(problem.getMessage());
        if (problem instanceof UnmatchedArgumentException unmatched) {
            suggest(unmatched, line);
        }
        line.getErr().printf("Try: %s --help%n", line.getCommandSpec().qualifiedName());
        return ExitCode.INVALID;
    }

    /**
     * The most similar commands, up to the first that removes or replaces something: if that one was meant, no other
     * was.
     */
    private static void suggest(UnmatchedArgumentException unmatched, CommandLine line) {
        String program = line.getCommandSpec().qualifiedName() + " ";
        List<String> meant = unmatched.getSuggestions().stream()
                .map(each -> each.startsWith(program) ? each.substring(program.length()) : each)
                .takeWhile(each -> !isDestructive(line.getSubcommands().get(each)))
                .toList();
        if (!meant.isEmpty()) {
            String prefix = unmatched.isUnknownOption() ? "" : program;
            line.getErr().println("Did you mean: " + prefix + String.join(" or " + prefix, meant) + "?");
        }
    }

    /** A guess must not lead to the loss of what it would remove or replace. */
    private static boolean isDestructive(@Nullable CommandLine command) {
        return command != null && command.getCommandSpec().userObject() instanceof Destructive;
    }

    private static int explain(Exception failure, CommandLine line) {
        PrintWriter err = line.getErr();
        if (failure instanceof UserException problem) {
            err.println(problem.getMessage());
            return problem.exitCode();
        }
        if (failure instanceof InvalidManifestException
                || failure instanceof InvalidSettingsException
                || failure instanceof DataDirectoryException
                || failure instanceof NewerDatabaseException) {
            err.println(failure.getMessage());
            return ExitCode.INVALID;
        }
        if (failure instanceof DataDirectoryInUseException
                || failure instanceof ServicesInUseException
                || failure instanceof BackupException
                || failure instanceof RefusedException) {
            err.println(failure.getMessage());
            return ExitCode.PROBLEM;
        }
        LOG.atError().setCause(failure).log("The command failed");
        err.println("Cannot continue: " + reasons(failure));
        if (isDamageInKafka(failure)) {
            err.println("A record in Kafka is damaged. Start again: an embedded Kafka is then checked and repaired, or"
                    + " the command to run is named. With a Kafka elsewhere, delete the topics datawarp.*"
                    + " and fill them again: ./datawarp rebuild --from archive (docs/rebuild.md)");
            return ExitCode.PROBLEM;
        }
        err.println("The log in the data directory has the details; please report the problem and include it.");
        return ExitCode.PROBLEM;
    }

    private static boolean isDamageInKafka(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CorruptRecordException.class::isInstance);
    }

    private static String reasons(Throwable failure) {
        StringWriter text = new StringWriter();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (text.toString().contains(message)) {
                continue;
            }
            text.append(text.getBuffer().isEmpty() ? "" : System.lineSeparator() + "  because ")
                    .append(message);
        }
        return text.toString();
    }
}
