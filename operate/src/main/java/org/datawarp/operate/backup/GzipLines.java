package org.datawarp.operate.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Lines of compressed text. */
final class GzipLines {

    private GzipLines() {}

    /** @return a writer that the caller closes; closing it closes {@code out} */
    static Writer writer(OutputStream out) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8));
    }
}
