package org.datawarp.app.command;

import org.datawarp.ask.query.ResultFormat;
import picocli.CommandLine.Option;

/** The format of an answer. */
final class FormatOption {

    @Option(
            names = "--format",
            paramLabel = "<format>",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: table).")
    private ResultFormat format;

    ResultFormat format() {
        return format;
    }
}
