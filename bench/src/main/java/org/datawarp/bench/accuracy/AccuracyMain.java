package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.author.inspect.FileInspector;
import org.datawarp.bench.accuracy.Truth.TrueSheet;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.ReadLimits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores the reader's result for published files against what people read in them. */
@Command(
        name = "bench/accuracy",
        mixinStandardHelpOptions = true,
        description = "Scores the result for published files against what people read in them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the score is high enough", "1:it is not", "2:a folder does not exist"})
public final class AccuracyMain implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "<folder>", description = "Published files (default: ../shared/data).")
    private Path data = Path.of("..", "shared", "data");

    @Option(names = "--truth", paramLabel = "<folder>", description = "The expected results (default: bench/truth).")
    private Path truth = Path.of("bench", "truth");

    @Option(
            names = "--only",
            paramLabel = "<name>",
            defaultValue = "",
            description = "Only the files of truth whose names begin so.")
    private String only = "";

    @Option(
            names = "--at-least",
            paramLabel = "<percent>",
            defaultValue = "0",
            description = "The lowest score that passes (default: 0).")
    private double atLeast;

    @Spec
    private CommandSpec spec;

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(new CommandLine(new AccuracyMain()).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        for (Path folder : List.of(data, truth)) {
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "Cannot score: found no folder %s; name it with --data or --truth".formatted(folder));
            }
        }
        Score score = new Score(spec.commandLine().getOut());
        Path work = Files.createTempDirectory("datawarp-accuracy");
        try {
            FileInspector inspector = new FileInspector(
                    new FileReader(work, ReadLimits.DEFAULT)::read, ReadLimits.DEFAULT, Integer.MAX_VALUE);
            for (Truth file : Truth.readAll(truth)) {
                if (file.name().startsWith(only)) {
                    add(score, inspector, file);
                }
            }
        } finally {
            delete(work);
        }
        score.printSum();
        return score.percent() >= atLeast ? 0 : 1;
    }

    private void add(Score score, FileInspector inspector, Truth file) {
        JsonNode found = inspect(score, inspector, file);
        if (found.path("rejected").isObject()) {
            score.say(
                    file, "rejected: " + found.path("rejected").path("message").asText());
        }
        for (TrueSheet sheet : file.sheets()) {
            score.add(file, sheet, new SheetChecks(sheet, found).score());
        }
    }

    /** When the reader fails, it has read nothing, but the other files are still scored. */
    private JsonNode inspect(Score score, FileInspector inspector, Truth file) {
        try {
            return FileJson.of(inspector, data.resolve(file.file()));
        } catch (IOException | RuntimeException e) {
            score.say(file, "the reader failed: " + e);
            return MissingNode.getInstance();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
