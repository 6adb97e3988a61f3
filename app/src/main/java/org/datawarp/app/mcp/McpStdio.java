package org.datawarp.app.mcp;

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
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.datawarp.app.platform.DatabaseRole;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.query.Lake;
import org.datawarp.schemas.name.ProgramVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools over standard input and output, until the input ends. Used by one thread. */
public final class McpStdio {

    private static final Logger LOG = LoggerFactory.getLogger(McpStdio.class);

    /** What agents are told, as the Worker tells them: a test of the Worker writes it. */
    private static final String TOOLS = "tools.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource source;
    private final AgentTools tools;

    private McpStdio(DataSource source) {
        this.source = source;
        this.tools = new AgentTools(source);
    }

    /** Serves the published Parquet. */
    public static void serveParquet(Lake lake, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        try (ParquetSource source = new ParquetSource(lake)) {
            new McpStdio(source).serve(in, out);
        }
    }

    /**
     * Serves the tables in PostgreSQL.
     *
     * @param lake has the catalogue that says what they mean
     */
    public static void servePostgres(Endpoints endpoints, Lake lake, InputStream in, OutputStream out)
            throws IOException, InterruptedException, SQLException {
        try (PostgresSource source =
                PostgresSource.open(new ParquetSource(lake), endpoints.database(DatabaseRole.READER))) {
            new McpStdio(source).serve(in, out);
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        JsonNode told = told();
        McpSyncServer server = McpServer.sync(
                        new StdioServerTransportProvider(McpJsonDefaults.getMapper(), new EndingStream(in, ended), out))
                .serverInfo("datawarp", ProgramVersion.DATAWARP)
                .instructions(told.path("instructions").asText())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools(told.path("tools")))
                .build();
        ended.await();
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

    private synchronized CallToolResult call(CallToolRequest request) {
        try {
            String text = tools.run(request.name(), request.arguments() == null ? Map.of() : request.arguments());
            return result(text, false);
        } catch (ToolException e) {
            return result(String.valueOf(e.getMessage()), true);
        } catch (SQLException e) {
            return result("The database refused it: " + AgentText.cell(e.getMessage(), 600), true);
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("tool", request.name()).log("A tool failed");
            return result("What is published could not be read. Try again in a minute.", true);
        }
    }

    private static CallToolResult result(String text, boolean failed) {
        return CallToolResult.builder().addTextContent(text).isError(failed).build();
    }

    /** Tells when the client has gone. */
    private static final class EndingStream extends FilterInputStream {

        private final CountDownLatch ended;

        EndingStream(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return told(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            return told(super.read(bytes, from, most));
        }

        private int told(int read) {
            if (read < 0) {
                ended.countDown();
            }
            return read;
        }
    }
}
