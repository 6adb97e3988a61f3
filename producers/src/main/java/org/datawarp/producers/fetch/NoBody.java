package org.datawarp.producers.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Ignores the body of an answer that needs none: the body of a redirect or an error may be endless. */
final class NoBody implements BodySubscriber<Long> {

    private final CompletableFuture<Long> nothing = new CompletableFuture<>();

    @Override
    public CompletionStage<Long> getBody() {
        return nothing;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        nothing.complete(0L);
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        // Bytes that were in transfer when the subscription ended.
    }

    @Override
    public void onError(Throwable failure) {
        nothing.complete(0L);
    }

    @Override
    public void onComplete() {
        nothing.complete(0L);
    }
}
