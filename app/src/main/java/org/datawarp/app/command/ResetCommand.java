package org.datawarp.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.platform.embedded.EmbeddedStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what the embedded services hold, so that the next start begins with nothing. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        header = "Delete all that DataWarp keeps in the data directory.",
        description = "Deletes what DataWarp keeps in the data directory: embedded Kafka, PostgreSQL and object"
                + " store, archive and logs. Does not touch services elsewhere, nor files that DataWarp did not"
                + " write. Asks first.",
        footer = {"  ./datawarp reset --yes"})
final class ResetCommand implements Callable<Integer>, Destructive {

    /** What DataWarp creates in a data directory. Nothing else is ever deleted. */
    private static final List<String> OURS =
            List.of("kafka", "postgres", "objects", "pgbin", "archive", "ledger", "logs", "streams", "work", "cache");

    private static final List<String> OUR_FILES =
            List.of("endpoints.json", "ports.properties", "alive", "version.json", "restoring");

    @Mixin
    private SettingsOptions options;

    @Option(names = "--yes", description = "Delete without asking.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = options.read().dataDirectory();
        if (!Files.isDirectory(folder)) {
            say("There is nothing to delete: %s does not exist.", folder);
            return ExitCode.OK;
        }
        if (!yes && !Terminal.agrees("delete everything that DataWarp keeps in " + folder)) {
            say("Nothing was deleted.");
            return ExitCode.PROBLEM;
        }
        // Holds the lock while deleting: this fails if DataWarp runs, and keeps it from starting.
        try (EmbeddedStack lock = EmbeddedStack.builder(folder).start()) {
            delete(folder);
        }
        say("Deleted what DataWarp kept in %s. Start again with: ./datawarp up", folder);
        return ExitCode.OK;
    }

    private static void delete(Path folder) throws IOException {
        for (String ours : OURS) {
            deleteTree(folder.resolve(ours));
        }
        for (String ours : OUR_FILES) {
            Files.deleteIfExists(folder.resolve(ours));
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void say(String format, Object... facts) {
        spec.commandLine().getOut().printf(format + "%n", facts);
    }
}
