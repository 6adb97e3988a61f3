package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.datawarp.ask.query.Lake;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.name.ProgramVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the tools over standard input and output until the input ends. Calls are answered in parallel. */
public final class McpStdio {

    private static final Logger LOG = LoggerFactory.getLogger(McpStdio.class);

    /** The instructions for agents, the same as the Worker's: a test of the Worker writes the file. */
    private static final String TOOLS = "tools.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource source;
    private final QueryProcesses processes;
    private final AgentTools tools;
    private final RunningCalls running = new RunningCalls();

    private McpStdio(DataSource source, QueryProcesses processes) {
        this.source = source;
        this.processes = processes;
        this.tools = new AgentTools(source);
    }

    /** Serves the published Parquet. */
    public static void serveParquet(Lake lake, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        try (QueryProcesses processes = new QueryProcesses()) {
            new McpStdio(new ParquetSource(lake, processes), processes).serve(in, out);
        }
    }

    /**
     * Serves the tables in PostgreSQL.
     *
     * @param endpoints their database user is the reading role, or may create roles
     * @param lake has the catalogue that describes the tables
     */
    public static void servePostgres(Endpoints endpoints, Lake lake, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        try (QueryProcesses processes = new QueryProcesses()) {
            ParquetSource catalogues = new ParquetSource(lake, processes);
            Settings.Database database = endpoints.database(DatabaseRole.READER);
            new McpStdio(new PostgresSource(catalogues, database, processes), processes).serve(in, out);
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        ClientLines lines = new ClientLines(new BufferedInputStream(in), running);
        JsonNode told = told();
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(
                        McpJsonDefaults.getMapper(), lines, new ServerLines(out, running)))
                .serverInfo("datawarp", ProgramVersion.DATAWARP)
                .jsonSchemaValidator(new KnownArguments(McpJsonDefaults.getSchemaValidator()))
                .instructions(told.path("instructions").asText())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools(told.path("tools")))
                .build();
        // Not earlier: the client waits for the server first.
        processes.startAhead();
        lines.awaitEnd();
        running.cancelAll();
        server.closeGracefully();
    }

    private static JsonNode told() throws IOException {
        try (InputStream json = Objects.requireNonNull(McpStdio.class.getResourceAsStream(TOOLS), TOOLS)) {
            return JSON.readTree(json);
        }
    }

    private List<SyncToolSpecification> tools(JsonNode all) {
        List<SyncToolSpecification> specifications = new ArrayList<>();
        for (JsonNode tool : all) {
            String name = tool.path("name").asText();
            specifications.add(SyncToolSpecification.builder()
                    .tool(Tool.builder(name, schema(tool.path("inputSchema")))
                            .title(tool.path("title").asText())
                            .description(tool.path("description").asText().replace("DuckDB", source.dialect()))
                            .annotations(ToolAnnotations.builder()
                                    .readOnlyHint(true)
                                    .destructiveHint(false)
                                    .idempotentHint(true)
                                    .openWorldHint(false)
                                    .build())
                            .build())
                    .callHandler((exchange, request) -> call(request))
                    .build());
        }
        return specifications;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(JsonNode schema) {
        return JSON.convertValue(schema, Map.class);
    }

    private CallToolResult call(CallToolRequest request) {
        Optional<String> call = ClientLines.idOf(request);
        call.ifPresent(running::begin);
        try {
            return answer(request);
        } finally {
            call.ifPresent(running::end);
        }
    }

    private CallToolResult answer(CallToolRequest request) {
        try {
            String text = tools.run(request.name(), request.arguments() == null ? Map.of() : request.arguments());
            return result(text, false);
        } catch (ToolException e) {
            return result(String.valueOf(e.getMessage()), true);
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("tool", request.name()).log("A tool failed");
            return result("What is published could not be read. Try again in a minute.", true);
        }
    }

    private static CallToolResult result(String text, boolean failed) {
        return CallToolResult.builder().addTextContent(text).isError(failed).build();
    }
}
