package org.datawarp.app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.app.command.DatawarpCommand;

/** A desktop client: starts {@code datawarp mcp} as a process and uses it as any client does. */
final class McpSession implements AutoCloseable {

    /** What a tool answered. */
    record Reply(String text, boolean failed) {}

    private final McpSyncClient client;

    private McpSession(McpSyncClient client) {
        this.client = client;
    }

    static McpSession start(Path dataDirectory, String source) {
        List<String> command = command(dataDirectory, source);
        ServerParameters server = ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .build();
        McpSyncClient client = McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofMinutes(3))
                .initializationTimeout(Duration.ofMinutes(3))
                .build();
        client.initialize();
        return new McpSession(client);
    }

    /** With the bounds that the launcher sets. */
    static List<String> command(Path dataDirectory, String source) {
        return List.of(
                "bash",
                "-c",
                "ulimit -v 4194304; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Ddatawarp.logs=" + dataDirectory.resolve("logs"),
                "-Ddatawarp.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                DatawarpCommand.class.getName(),
                "mcp",
                "--source",
                source,
                "--data-dir",
                dataDirectory.toString());
    }

    List<Tool> tools() {
        return client.listTools().tools();
    }

    Reply call(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        String text = result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
        return new Reply(text, Boolean.TRUE.equals(result.isError()));
    }

    Reply query(String sql) {
        return call("query", Map.of("sql", sql));
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
