package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.datawarp.producers.isolate.ChildJava;

/**
 * A process that runs statements, one at a time, and the limits at which it is killed. Used by one thread at a time;
 * {@link #close} may come from another.
 */
final class QueryProcess implements AutoCloseable {

    /** The heap holds only the rows to show: DuckDB has its own memory. The other options shorten the start. */
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx96m", "-XX:TieredStopAtLevel=1");

    /** DuckDB's limit, plus the heap and what Java needs around it. Some functions of DuckDB exceed its limit. */
    static final long MOST_RESIDENT_KILOBYTES = 1 << 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** An empty line is never an answer. */
    private static final String ENDED = "";

    private static final int BY_SIGNAL = 128;
    private static final List<Integer> EXITS_KILLED = List.of(BY_SIGNAL + 9, BY_SIGNAL + 15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path work;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private boolean ready;
    private volatile boolean answered = true;

    private QueryProcess(Process process, Path work) {
        this.process = process;
        this.work = work;
    }

    /** Returns at once; the process needs about a second until it is ready. */
    static QueryProcess start() throws IOException {
        Path work = Files.createTempDirectory("datawarp-query-");
        ProcessBuilder builder = ChildJava.builder(
                QueryMain.class,
                JAVA_OPTIONS,
                work,
                List.of(work.toAbsolutePath().toString()));
        // Lets one thread use the memory that another frees.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        QueryProcess started = new QueryProcess(builder.start(), work);
        Thread reader = new Thread(started::read, "query-answers");
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            // It was killed in the middle of a line.
        } finally {
            answers.add(ENDED);
        }
    }

    /**
     * Runs a statement. If it throws, the process can no longer be used.
     *
     * @throws ToolException if the statement reached a limit
     * @throws IOException if the process could not be started, or was ended from outside
     */
    Outcome ask(Order order, Deadline deadline) throws IOException, InterruptedException, ToolException {
        answered = false;
        if (!ready) {
            next(deadline);
            ready = true;
        }
        try {
            process.getOutputStream().write((JSON.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new IOException("Cannot query: the query process has ended; it is replaced", e);
        }
        Outcome outcome = JSON.readValue(next(deadline), Outcome.class);
        answered = true;
        return outcome;
    }

    private String next(Deadline deadline) throws IOException, InterruptedException, ToolException {
        while (true) {
            String line = answers.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            if (ENDED.equals(line)) {
                throw ended();
            }
            if (line != null) {
                return line;
            }
            deadline.check();
            if (residentKilobytes() > MOST_RESIDENT_KILOBYTES) {
                throw new ToolException("The question takes more memory than there is for it. Shorten texts and lists,"
                        + " filter before joining or sorting, or aggregate.");
            }
        }
    }

    /** @return never: the exit code says what caused the end */
    private IOException ended() throws InterruptedException, ToolException {
        int exit = process.waitFor();
        if (!ready || EXITS_KILLED.contains(exit)) {
            return new IOException("The query process ended from outside, or could not start: exit code " + exit
                    + "; look at the memory of this machine and at Java");
        }
        if (exit == ChildJava.EXIT_OUT_OF_MEMORY) {
            throw new ToolException("The answer has values that are too large. Name fewer columns, or cut texts.");
        }
        throw new ToolException(
                "The database broke on the question (exit code %d). Nest less, or shorten it.".formatted(exit));
    }

    /** 0 if the system does not say: then the database's own limit applies. */
    private long residentKilobytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            // The process has just ended.
            return 0;
        }
    }

    /** Whether it can take another order and has enough memory left for it. */
    boolean isFit() {
        return answered && process.isAlive() && residentKilobytes() < MOST_RESIDENT_KILOBYTES / 2;
    }

    /** Ends the process in the middle of its work. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        ChildJava.removeFolder(work);
    }
}
