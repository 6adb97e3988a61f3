package org.datawarp.producers.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body to a file as it arrives, up to a limit, and records when the last byte came. Filled by the client's
 * threads, watched by the waiting thread.
 */
final class BodyFile implements BodySubscriber<Long> {

    private final FileChannel channel;
    private final long maxBytes;
    private final CompletableFuture<Long> written = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;
    private volatile long lastByteNanos = System.nanoTime();
    private volatile long bytes;

    /** @param file its content is replaced */
    BodyFile(Path file, long maxBytes) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.maxBytes = maxBytes;
    }

    /** When something last arrived, as {@link System#nanoTime}; at first, when waiting began. */
    long lastByteNanos() {
        return lastByteNanos;
    }

    /** How many bytes arrived so far. */
    long bytes() {
        return bytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Whether the head of the answer has arrived and its body is expected. */
    boolean hasBegun() {
        return subscription != null;
    }

    /** Accepts no more bytes and ends the transfer. */
    void abandon() {
        Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
        close();
    }

    @Override
    public CompletionStage<Long> getBody() {
        return written;
    }

    @Override
    public void onSubscribe(Subscription next) {
        subscription = next;
        lastByteNanos = System.nanoTime();
        next.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lastByteNanos = System.nanoTime();
        try {
            for (ByteBuffer buffer : buffers) {
                write(buffer);
            }
            Subscription running = subscription;
            if (running != null) {
                running.request(1);
            }
        } catch (IOException e) {
            abandon();
            written.completeExceptionally(e);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        // Only the client's thread writes it, one call after the other; volatile for the watching thread.
        long arrived = bytes + buffer.remaining();
        bytes = arrived;
        if (arrived > maxBytes) {
            throw new TooManyBytesException();
        }
        while (buffer.hasRemaining()) {
            try {
                channel.write(buffer);
            } catch (IOException e) {
                throw new UnwritableException(e);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
        written.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        close();
        written.complete(bytes);
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            written.completeExceptionally(new UnwritableException(e));
        }
    }

    /** The body is longer than allowed. */
    static final class TooManyBytesException extends IOException {}

    /** The body arrived, but could not be written to our disk. */
    static final class UnwritableException extends IOException {

        UnwritableException(IOException cause) {
            super(cause);
        }
    }
}
