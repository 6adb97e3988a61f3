package org.datawarp.ask.tap;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One client of a stream, served by one thread. Nothing is buffered for it: no more is read until it has taken what was
 * sent, and the watchdog ends it when it takes too long.
 */
final class StreamClient {

    private static final long NOT_WRITING = -1;

    private final StreamedTopic topic;
    private final StreamedTopic.MessageLines lines;
    private final OutputStream out;
    private final Duration heartbeat;
    private final Thread thread = Thread.currentThread();
    private long lastWrittenNanos;
    private boolean writing;
    private long writingSinceNanos = NOT_WRITING;

    /** Must be created by the serving thread. */
    StreamClient(StreamedTopic topic, OutputStream out, Duration heartbeat) {
        this.topic = topic;
        this.lines = topic.lines();
        this.out = out;
        this.heartbeat = heartbeat;
    }

    /**
     * Streams until the client goes away.
     *
     * @param wanted where it wants to start; a partition that is not named starts with its first message
     * @param isOpen returns false to stop
     */
    void serve(Map<Integer, Long> wanted, BooleanSupplier isOpen) throws IOException {
        write("retry: 3000\n\n");
        Map<Integer, Long> next = new TreeMap<>(topic.beginnings());
        Map<Integer, Long> ends = topic.ends();
        for (Map.Entry<Integer, Long> first : Map.copyOf(next).entrySet()) {
            int partition = first.getKey();
            long offset = wanted.getOrDefault(partition, first.getValue());
            if (offset < first.getValue() || offset > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                // The message has expired, or the topic was recreated.
                write("event: gap\ndata: {\"partition\":%d,\"wanted\":%d,\"found\":%d}\n\n"
                        .formatted(partition, offset, first.getValue()));
            } else {
                next.put(partition, offset);
            }
        }
        try {
            topic.follow(Map.copyOf(next), message -> send(message, next), () -> isOpen.getAsBoolean() && beat());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean send(ConsumerRecord<byte[], byte[]> message, Map<Integer, Long> next) {
        next.put(message.partition(), message.offset() + 1);
        return tryWrite("id: %s\ndata: %s\n\n".formatted(new StreamPosition(next), lines.of(message)));
    }

    /** Keeps proxies from closing the connection, and shows when a client is gone. */
    private boolean beat() {
        return System.nanoTime() - lastWrittenNanos < heartbeat.toNanos() || tryWrite(": waiting\n\n");
    }

    private boolean tryWrite(String text) {
        try {
            write(text);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        mark(true);
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            mark(false);
        }
        lastWrittenNanos = System.nanoTime();
    }

    private synchronized void mark(boolean isWriting) {
        writing = isWriting;
        writingSinceNanos = System.nanoTime();
    }

    /**
     * Ends the client when it has not taken what was written within this time: an interrupt closes the channel that it
     * waits for.
     */
    synchronized void endIfSlow(Duration longest) {
        if (writing && System.nanoTime() - writingSinceNanos > longest.toNanos()) {
            thread.interrupt();
        }
    }
}
