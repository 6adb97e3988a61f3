package org.datawarp.ask.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamServerTest {

    private static final Duration SELDOM = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ListedTopic topic = new ListedTopic();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<StreamServer> servers = new ArrayList<>();

    /** Partition 0 of a topic whose first messages are gone. */
    private static final class ListedTopic implements StreamedTopic {

        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final AtomicInteger readers = new AtomicInteger();
        private final AtomicInteger begun = new AtomicInteger();
        private final long first = 10;

        @Override
        public Map<Integer, Long> beginnings() {
            return Map.of(0, first);
        }

        @Override
        public Map<Integer, Long> ends() {
            return Map.of(0, first + messages.size());
        }

        @Override
        public void follow(
                Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to, BooleanSupplier idle) {
            begun.incrementAndGet();
            readers.incrementAndGet();
            try {
                long next = from.getOrDefault(0, first);
                while (idle.getAsBoolean()) {
                    while (next < first + messages.size()) {
                        byte[] value = messages.get((int) (next - first)).getBytes(StandardCharsets.UTF_8);
                        if (!to.test(new ConsumerRecord<>("topic", 0, next++, new byte[0], value))) {
                            return;
                        }
                    }
                    Thread.onSpinWait();
                }
            } finally {
                readers.decrementAndGet();
            }
        }

        @Override
        public MessageLines lines() {
            return message -> new String(message.value(), StandardCharsets.UTF_8);
        }
    }

    private void start(Duration heartbeat, Duration longestWrite, int mostClients) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        servers.add(StreamServer.start(
                topic,
                Map.of(0, 10L),
                new StreamSettings(address, Set.of("data.example"), heartbeat, longestWrite, mostClients)));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        servers.forEach(StreamServer::close);
    }

    /** The answer to a request, line by line as it comes. */
    private BufferedReader ask(String request, String... headers) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), servers.get(0).address().getPort());
        sockets.add(socket);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String host = String.join("", headers).contains("Host:") ? "" : "Host: localhost\r\n";
        String all = request + " HTTP/1.1\r\n" + host + String.join("", headers) + "\r\n";
        socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What comes up to the first line that holds a text. */
    private static List<String> upTo(String text, BufferedReader answer) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return lines;
            }
        }
        throw new AssertionError("The answer ended: " + lines);
    }

    private String status(String request, String... headers) throws IOException {
        return ask(request, headers).readLine();
    }

    @Test
    void sendsEachMessageWithThePositionAfterIt() throws IOException {
        topic.messages.addAll(List.of("{\"a\":1}", "{\"a\":2}"));
        start(SELDOM, SELDOM, 9);

        List<String> lines = upTo("{\"a\":2}", ask("GET /"));

        assertThat(lines).first().isEqualTo("HTTP/1.1 200 OK");
        assertThat(lines).contains("Content-type: text/event-stream; charset=utf-8");
        assertThat(lines).containsSubsequence("id: 0:11", "data: {\"a\":1}", "", "id: 0:12", "data: {\"a\":2}");
    }

    @Test
    void goesOnWhereAClientEnded() throws IOException {
        topic.messages.addAll(List.of("one", "two"));
        start(SELDOM, SELDOM, 9);

        BufferedReader answer = ask("GET /", "Last-Event-ID: 0:11\r\n");

        assertThat(upTo("two", answer)).doesNotContain("data: one").doesNotContain("event: gap");
        topic.messages.add("three");
        assertThat(upTo("three", answer)).contains("id: 0:13");
    }

    @Test
    void saysWhatIsMissingWhereAPositionHasAgedAway() throws IOException {
        topic.messages.add("one");
        start(SELDOM, SELDOM, 9);

        List<String> lines = upTo("data: one", ask("GET /", "Last-Event-ID: 0:4\r\n"));

        assertThat(lines)
                .containsSubsequence("event: gap", "data: {\"partition\":0,\"wanted\":4,\"found\":10}", "id: 0:11");
    }

    @Test
    void saysSomethingWhileNothingComes() throws IOException {
        start(Duration.ofMillis(1), SELDOM, 9);

        assertThat(upTo(": waiting", ask("GET /"))).isNotEmpty();
    }

    @Test
    void refusesAnIdThatIsNone() throws IOException {
        start(SELDOM, SELDOM, 9);

        assertThat(status("GET /", "Last-Event-ID: seven\r\n")).contains("400");
    }

    @Test
    void answersUnderItsOwnNamesOnly() throws IOException {
        start(SELDOM, SELDOM, 9);

        assertThat(status("GET /", "Host: localhost:8089\r\n")).contains("200");
        assertThat(status("GET /", "Host: [::1]:8089\r\n")).contains("200");
        assertThat(status("GET /", "Host: data.example\r\n")).contains("200");
        assertThat(status("GET /", "Host: evil.example\r\n")).contains("403");
        assertThat(status("GET /", "Host: localhost.evil.example\r\n")).contains("403");
    }

    @Test
    void answersToNoPageOfAnotherSite() throws IOException {
        start(SELDOM, SELDOM, 9);

        assertThat(status("GET /", "Origin: http://localhost:3000\r\n")).contains("200");
        assertThat(status("GET /", "Origin: https://evil.example\r\n")).contains("403");
        assertThat(status("GET /", "Origin: null\r\n")).contains("403");
    }

    @Test
    void readsOnly() throws IOException {
        start(SELDOM, SELDOM, 9);

        assertThat(status("POST /", "Content-Length: 0\r\n")).contains("405");
        assertThat(status("GET /other")).contains("404");
    }

    @Test
    void closesAClientThatDoesNotTakeWhatItIsSent() throws IOException {
        for (int i = 0; i < 64; i++) {
            topic.messages.add("x".repeat(1 << 20));
        }
        start(SELDOM, Duration.ofMillis(1), 9);

        ask("GET /").readLine();

        await("its end").atMost(PATIENCE).until(() -> topic.begun.get() == 1 && topic.readers.get() == 0);
    }

    @Test
    void hasSoManyPlacesAndGivesThemAgain() throws IOException {
        start(Duration.ofMillis(1), SELDOM, 1);
        upTo(": waiting", ask("GET /"));

        assertThat(status("GET /")).contains("503");

        sockets.get(0).close();
        await("its place").atMost(PATIENCE).until(() -> topic.readers.get() == 0);
        assertThat(status("GET /")).contains("200");
    }

    @Test
    void endsItsStreamsWhenItIsClosed() throws IOException {
        topic.messages.add("one");
        start(SELDOM, SELDOM, 9);
        upTo("data: one", ask("GET /"));

        servers.get(0).close();

        await("the end of the stream").atMost(PATIENCE).until(() -> topic.readers.get() == 0);
    }
}
