package org.datawarp.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.author.inspect.PeriodLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which period a name refers to, to try the parser on a publisher's names. */
@Command(
        name = "period",
        mixinStandardHelpOptions = true,
        header = "Show the period in the name of a file or a title.",
        description = {
            "Shows which period the name of a file, a link or a title refers to.",
            "Prints one line for each name: name, start, end, kind and vintage, separated by tabs. The word none"
                    + " means that the name has no period, a dash (-) that the name does not say."
        },
        exitCodeList = {"1:standard input could not be read"},
        footer = {"  ./datawarp period MSA-July-2024-REVISED.xlsx \"Q3 2024-25\"", "  ls downloads | ./datawarp period"
        })
final class PeriodCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "<name>",
            description = "As published; read from standard input, one a line, when left out.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (names.isEmpty()) {
            readNames(out);
        } else {
            names.forEach(name -> out.println(PeriodLine.of(name)));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void readNames(PrintWriter out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = in.readLine(); name != null; name = in.readLine()) {
            out.println(PeriodLine.of(name));
        }
    }
}
