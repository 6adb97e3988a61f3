package org.datawarp.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.app.command.DatawarpCommand;
import picocli.CommandLine;

/**
 * The output of a command.
 *
 * @param out what it printed for its users
 * @param err what it printed about problems
 */
record CommandRun(int exitCode, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs a command line in this process. */
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                DatawarpCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** What it printed, where each line is JSON. */
    List<JsonNode> json() throws JsonProcessingException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines()) {
            all.add(JSON.readTree(line));
        }
        return all;
    }
}
