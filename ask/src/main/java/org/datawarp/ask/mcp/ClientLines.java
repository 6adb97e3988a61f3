package org.datawarp.ask.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the client sends, line by line. It adds what the protocol's library lacks: a call can be cancelled while it is
 * answered, a line that is no message is skipped instead of ending the session, and the end of the input is noticed.
 */
final class ClientLines extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLines.class);

    /** Far longer than any statement. */
    private static final int MOST_BYTES = 1 << 20;

    /** Carries the id of a message to the thread that answers the call. */
    private static final String ID = "org.datawarp/id";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream in;
    private final RunningCalls calls;
    private final CountDownLatch ended = new CountDownLatch(1);
    private InputStream line = InputStream.nullInputStream();

    /** @param in should be buffered: it is read byte by byte */
    ClientLines(InputStream in, RunningCalls calls) {
        this.in = in;
        this.calls = calls;
    }

    /** The key of a call in {@link RunningCalls}. */
    static Optional<String> idOf(CallToolRequest request) {
        return request.meta() != null && request.meta().get(ID) instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int read = line.read(bytes, from, most);
        if (read >= 0 || most == 0) {
            return read;
        }
        try {
            line = new ByteArrayInputStream(nextMessage());
        } catch (IOException e) {
            ended.countDown();
            throw e;
        }
        read = line.read(bytes, from, most);
        if (read < 0) {
            ended.countDown();
        }
        return read;
    }

    /** @return nothing at the end of the input */
    private byte[] nextMessage() throws IOException {
        for (byte[] next = nextLine(); next.length > 0; next = nextLine()) {
            Optional<ObjectNode> message = message(next);
            if (message.isPresent()) {
                return (attended(message.get()) + "\n").getBytes(StandardCharsets.UTF_8);
            }
        }
        return new byte[0];
    }

    /** The line with its line end; cut off if it is too long. */
    private byte[] nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            if (bytes.size() <= MOST_BYTES) {
                bytes.write(next);
            }
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return bytes.toByteArray();
    }

    /** A message as JSON-RPC defines it: the library stops reading at anything else. */
    private static Optional<ObjectNode> message(byte[] bytes) throws IOException {
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return Optional.empty();
        }
        try {
            if (bytes.length <= MOST_BYTES && JSON.readTree(bytes) instanceof ObjectNode message && isWhole(message)) {
                return Optional.of(message);
            }
        } catch (JsonProcessingException e) {
            // The exception's message may quote the line, and lines are not logged.
        }
        LOG.atWarn().log("A line from the client is no JSON-RPC message, and was skipped");
        return Optional.empty();
    }

    private static boolean isWhole(ObjectNode message) {
        JsonNode id = message.path("id");
        return message.path("jsonrpc").asText().equals("2.0")
                && (id.isMissingNode() || id.isTextual() || (id.isIntegralNumber() && id.canConvertToLong()))
                && (message.path("method").isTextual() || message.has("result") || message.has("error"));
    }

    private String attended(ObjectNode message) {
        String method = message.path("method").asText();
        if (method.equals("notifications/cancelled")) {
            calls.cancel(message.path("params").path("requestId").toString());
        } else if (method.equals("tools/call") && message.path("params") instanceof ObjectNode params) {
            String id = message.path("id").toString();
            calls.expect(id);
            ObjectNode meta = params.path("_meta") instanceof ObjectNode given ? given : params.putObject("_meta");
            meta.put(ID, id);
        }
        return message.toString();
    }
}
