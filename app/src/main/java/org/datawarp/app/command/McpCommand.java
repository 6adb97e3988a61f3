package org.datawarp.app.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.datawarp.ask.mcp.McpStdio;
import org.datawarp.ask.query.PublishedLake;
import org.datawarp.platform.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The MCP server for a client on this machine. The client starts it and uses its standard input and output. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        header = "Serve AI agents over standard input and output.",
        description =
                "Serves AI agents over standard input and output (Model Context Protocol). A desktop client starts"
                        + " it: docs/mcp.md. Agents can read, but change nothing.",
        exitCodeList = {"0:the client has disconnected", "1:the source cannot be reached"},
        footer = {
            "  ./datawarp mcp",
            "  ./datawarp mcp --source postgres",
            "docs/mcp.md shows how a desktop client starts it."
        })
final class McpCommand implements Callable<Integer> {

    /** Where answers come from. */
    enum Source {
        PARQUET,
        POSTGRES
    }

    @Mixin
    private DataDirectoryOption dataDirectory;

    @Option(
            names = "--source",
            paramLabel = "<source>",
            defaultValue = "parquet",
            description = "${COMPLETION-CANDIDATES}: the published Parquet, or the tables of a running DataWarp"
                    + " (default: parquet).")
    private Source source;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Settings settings = dataDirectory.read();
        // Standard output carries the protocol: print nothing else there.
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        switch (source) {
            case PARQUET -> McpStdio.serveParquet(PublishedLake.of(settings), in, out);
            case POSTGRES ->
                McpStdio.servePostgres(RunningDatawarp.endpoints(settings), PublishedLake.of(settings), in, out);
        }
        return ExitCode.OK;
    }
}
