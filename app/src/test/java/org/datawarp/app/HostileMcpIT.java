package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.ask.mcp.guard.GuardedStatements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile statements and messages to {@code datawarp mcp}: nothing ends it, and nothing delays others. */
class HostileMcpIT {

    private static final String SIMPLE = "SELECT count(*) AS n FROM ae_provider";

    /** One call that takes about 20 seconds and checks no clock. */
    private static final String DEAF = "SELECT sum(list_contains(range(3000000), -i)::INT) FROM range(4096) t(i)";

    /** The same for longer than the limit on any machine. */
    private static final String DEAF_FOR_LONG = DEAF.replace("3000000", "12000000");

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration MORE_THAN_A_START = Duration.ofSeconds(3);

    /** Runs one of this many statements, in the order of their classes; {@code -Dhostile.oneOf=1} runs all. */
    private static final int ONE_OF = Integer.getInteger("hostile.oneOf", 3);

    @TempDir
    private static Path data;

    private static McpLines server;

    @BeforeAll
    static void start() throws IOException {
        McpLines.publishFixture(data);
        server = McpLines.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void assertServes() throws IOException {
        assertThat(server.textOf(server.ask(SIMPLE))).contains("n\n35\n");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void endsAStatementThatLooksAtNoClockAndAnswersOthersBeside() throws IOException {
        long deaf = server.ask(DEAF_FOR_LONG);

        assertThat(server.await(server.send("tools/list", Map.of())).at("/result/tools"))
                .hasSize(6);
        assertServes();
        assertThat(server.isAnswered(deaf)).isFalse();
        assertThat(server.textOf(deaf)).startsWith("The question took longer than 20 seconds.");
        assertServes();
    }

    @Test
    void endsTheWorkOfACallThatIsCancelledAndSendsNoAnswer() throws IOException {
        assertServes();
        Map<ProcessHandle, Duration> before = work();
        long deaf = server.ask(DEAF);
        ProcessHandle busy = await().atMost(PATIENCE)
                .until(() -> busySince(before), Optional::isPresent)
                .orElseThrow();

        server.cancel(deaf);

        assertThat(busy.onExit()).succeedsWithin(PATIENCE);
        assertServes();
        assertThat(server.isAnswered(deaf)).isFalse();
    }

    private static Map<ProcessHandle, Duration> work() {
        return server.queryProcesses().stream()
                .collect(Collectors.toMap(
                        process -> process,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }

    /** The process that has worked for longer than a start takes. */
    private static Optional<ProcessHandle> busySince(Map<ProcessHandle, Duration> before) {
        return work().entrySet().stream()
                .filter(each -> each.getValue()
                                .minus(before.getOrDefault(each.getKey(), Duration.ZERO))
                                .compareTo(MORE_THAN_A_START)
                        > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT damerau_levenshtein(repeat('a', 20000), repeat('b', 20000))",
                "SELECT length(printf('%1000000000d', 1))",
                "SELECT len(list(i)) FROM range(1000000000) t(i)",
                "SELECT lpad('', 10000, 'x') FROM range(2000000)",
                "SELECT count(*) FROM range(1000000) t(i) WHERE lpad(i::VARCHAR, 5000, 'a') SIMILAR TO 'a{1000}{1000}'",
                "SELECT * FROM read_csv\u00a0('/etc/passwd')",
                "FROM duckdb_settings()",
                "SELECT * FROM 's3://other-bucket/x'",
                "SET memory_limit = '100GB'"
            })
    void answersOrRefusesAndServesOn(String sql) throws IOException {
        JsonNode answer = server.await(server.ask(sql));

        assertThat(answer.at("/result/content/0/text").asText()).isNotEmpty().doesNotContain("root:");
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"no such\"}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":7}"
            })
    void readsOnAfterALineThatIsNoMessage(String line) throws IOException {
        server.writeLine(line);

        assertServes();
    }

    @Test
    @Tag("slow")
    void endsStatementsOfEachClassWithinTheirLimitAndAnswersOthersBeside() throws IOException {
        List<String> all = GuardedStatements.hostile();
        Deque<String> waiting = new ArrayDeque<>();
        for (int i = 0; i < all.size(); i += ONE_OF) {
            waiting.add(all.get(i));
        }
        assertThat(waiting).hasSizeGreaterThan(100);
        while (!waiting.isEmpty()) {
            Map<Long, String> asked = new HashMap<>();
            while (asked.size() < AT_ONCE && !waiting.isEmpty()) {
                String sql = waiting.poll();
                asked.put(server.ask(sql), sql);
            }
            server.await(server.send("tools/list", Map.of()));
            asked.forEach((id, sql) ->
                    assertThat(server.textOf(id)).as(sql).isNotEmpty().doesNotContain("root:", "could not be read"));
        }
        assertServes();
    }
}
