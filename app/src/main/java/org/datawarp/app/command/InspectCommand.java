package org.datawarp.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.author.inspect.FileInspector;
import org.datawarp.author.inspect.InspectedFile;
import org.datawarp.author.inspect.InspectionJson;
import org.datawarp.author.inspect.InspectionPage;
import org.datawarp.author.inspect.Paper;
import org.datawarp.platform.text.Screen;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows how files are read without a manifest. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        header = "Show how a file is read without a manifest.",
        description = "Shows the sheets, tables, columns and periods that are found in files without a manifest."
                + " DataWarp need not run. Nothing is stored.",
        exitCodeList = {"0:every file could be read", "1:a file was rejected", "2:a file is not there"},
        footer = {
            "  ./datawarp inspect beds-march-2025.xlsx",
            "  ./datawarp inspect --json --rows all beds-march-2025.xlsx > beds.json"
        })
final class InspectCommand implements Callable<Integer> {

    /** How many rows of a table people see by default. */
    private static final int FIRST_ROWS = 5;

    /** Wide enough to read, when the output goes to a file. */
    private static final int PIPE_WIDTH = 160;

    @Parameters(arity = "1..*", paramLabel = "<file>", description = "Workbooks, CSVs, or ZIPs of those.")
    private List<Path> files;

    @Option(names = "--json", description = "Print one line of JSON for each file, for programs.")
    private boolean json;

    @Option(
            names = "--rows",
            paramLabel = "<n|all>",
            converter = RowCount.class,
            description = "The number of typed rows of each table to show, or all (default: 5; none with --json).")
    private @Nullable Integer rows;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            failUnlessFile(file);
        }
        Path work = Files.createTempDirectory("datawarp-inspect");
        try (IsolatedReader reader = new IsolatedReader(work, IsolationLimits.DEFAULT)) {
            FileInspector inspector = new FileInspector(reader, ReadLimits.DEFAULT, rowsKept());
            boolean whole = true;
            for (Path file : files) {
                InspectedFile inspected = inspector.inspect(file);
                show(inspected);
                whole &= inspected.isWhole();
            }
            return whole ? ExitCode.OK : ExitCode.PROBLEM;
        } finally {
            delete(work);
        }
    }

    private int rowsKept() {
        if (rows != null) {
            return rows;
        }
        return json ? 0 : FIRST_ROWS;
    }

    private static void failUnlessFile(Path file) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "nothing";
            throw new UserException(
                    ExitCode.INVALID,
                    "Cannot inspect %s: found %s there, expected a file; name workbooks, CSVs or ZIPs"
                            .formatted(file, found));
        }
    }

    private void show(InspectedFile file) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonFactory factory = JsonFactory.builder().build();
            try (JsonGenerator generator =
                    factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                InspectionJson.Rows shown = rows == null ? InspectionJson.Rows.LEFT_OUT : InspectionJson.Rows.SHOWN;
                new InspectionJson(generator, shown).write(file);
            }
            out.println();
        } else {
            new InspectionPage(paper(out)).draw(file);
        }
        out.flush();
    }

    private Paper paper(PrintWriter out) {
        boolean colours = System.getenv("NO_COLOR") == null;
        if (!Screen.isWatched()) {
            return Paper.plain(out, PIPE_WIDTH);
        }
        int width = spec.usageMessage().width();
        return colours ? Paper.coloured(out, width) : Paper.plain(out, width);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A number of rows, or all of them. */
    static final class RowCount implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            if (text.equals("all")) {
                return Integer.MAX_VALUE;
            }
            try {
                int count = Integer.parseInt(text);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // Reported below, like other values.
            }
            throw new TypeConversionException("found \"%s\", expected a number of rows, or all".formatted(text));
        }
    }
}
