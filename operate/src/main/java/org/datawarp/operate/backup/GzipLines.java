package org.datawarp.operate.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Text, compressed. */
final class GzipLines {

    private GzipLines() {}

    /** @return to be closed, and {@code out} with it */
    static Writer writer(OutputStream out) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8));
    }
}
