package org.datawarp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The peak memory of this process, as Linux counts it. */
final class Memory {

    private Memory() {}

    /** A sentence for the report. */
    static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "Peak resident memory is reported on Linux only.";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> "Peak resident memory of this process: "
                        + line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("Peak resident memory is not reported here.");
    }
}
