package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What the server sends, line by line. Leaves out answers to calls that the client has cancelled, as the protocol
 * requires.
 */
final class ServerLines extends FilterOutputStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningCalls calls;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ServerLines(OutputStream out, RunningCalls calls) {
        super(out);
        this.calls = calls;
    }

    @Override
    public synchronized void write(int next) throws IOException {
        line.write(next);
        if (next == '\n') {
            byte[] whole = line.toByteArray();
            line.reset();
            if (!calls.isAnyCancelled()
                    || !calls.forget(JSON.readTree(whole).path("id").toString())) {
                out.write(whole);
            }
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }
}
