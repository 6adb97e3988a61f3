package org.datawarp.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of Java's garbage collector, and a way to request a full collection. Used by one thread. */
final class CollectorLog {

    private static final Pattern FULL = Pattern.compile("Pause Full .* \\d+M->(\\d+)M\\(\\d+M\\)");
    private static final int SECONDS_FOR_A_COLLECTION = 30;
    private static final int MEGABYTE = 20;

    private final Path file;

    CollectorLog(Path file) {
        this.file = file;
    }

    /** The option that makes Java write the log. */
    String option() {
        return "-Xlog:gc:file=%s::filecount=0".formatted(file);
    }

    /**
     * Full collections so far.
     *
     * @param liveBytes on the heap after the last; 0 before the first
     */
    record Collections(long count, long liveBytes) {}

    Collections full() throws IOException {
        long count = 0;
        long live = 0;
        if (Files.exists(file)) {
            Matcher pauses = FULL.matcher(Files.readString(file));
            while (pauses.find()) {
                count++;
                live = Long.parseLong(pauses.group(1)) << MEGABYTE;
            }
        }
        return new Collections(count, live);
    }

    /** Makes a process of the same user run a full collection, and waits for it. */
    static void collect(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asking = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!asking.waitFor(SECONDS_FOR_A_COLLECTION, TimeUnit.SECONDS)) {
            asking.destroyForcibly();
        }
    }
}
