package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.datawarp.schemas.setting.StoreSettings;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of S3, R2 or any store that has S3's API and honours {@code If-Match} and {@code If-None-Match};
 * {@link StoreProbe} checks this.
 *
 * <p>ETags are sent back as conditions and never read as digests. Objects are written in one request, which R2 and S3
 * accept up to 5 GB. A part is a hundredth of that, and some stores ignore conditions when several requests make one
 * object.
 */
public final class S3ObjectStore implements ObjectStore {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String bucket;
    private final String place;

    private S3ObjectStore(S3Client client, StoreSettings settings) {
        this.client = client;
        this.bucket = settings.bucket();
        this.place = settings.endpoint() + "/" + bucket;
    }

    static S3ObjectStore open(StoreSettings settings) {
        return new S3ObjectStore(S3Clients.of(settings), settings);
    }

    @Override
    public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
        ObjectKeys.check(key);
        try (ResponseInputStream<GetObjectResponse> in =
                client.getObject(request -> request.bucket(bucket).key(key))) {
            long expected = in.response().contentLength();
            long found = in.transferTo(to);
            if (found != expected) {
                throw new ObjectStoreException("Cannot read %s, %s: the answer ended after %d of %d bytes"
                        .formatted(key, place, found, expected));
            }
            return Optional.of(new ObjectVersion(in.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public Optional<ObjectSummary> head(String key) throws IOException {
        ObjectKeys.check(key);
        try {
            var head = client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(new ObjectSummary(key, head.contentLength(), head.lastModified()));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failure("read", key, e);
        } catch (SdkException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public ObjectVersion put(String key, ObjectContent content) throws IOException {
        return write(key, content, request -> {});
    }

    @Override
    public ObjectVersion create(String key, ObjectContent content) throws IOException {
        return write(key, content, request -> request.ifNoneMatch("*"));
    }

    @Override
    public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
        return write(key, content, request -> request.ifMatch(seen.value()));
    }

    private ObjectVersion write(String key, ObjectContent content, Consumer<PutObjectRequest.Builder> condition)
            throws IOException {
        ObjectKeys.check(key);
        try {
            var answer = client.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .contentType(contentType(key))
                            .applyMutation(condition),
                    body(content));
            return new ObjectVersion(answer.eTag());
        } catch (S3Exception e) {
            if (isRefused(e)) {
                return LostReply.recognise(this, key, content);
            }
            throw failure("write", key, e);
        } catch (SdkException e) {
            throw failure("write", key, e);
        }
    }

    /** If-Match on an object that is gone is 404 in S3, 412 elsewhere; a missing bucket is another 404. */
    private static boolean isRefused(S3Exception e) {
        return e.statusCode() == PRECONDITION_FAILED
                || (e.awsErrorDetails() != null
                        && "NoSuchKey".equals(e.awsErrorDetails().errorCode()));
    }

    private static RequestBody body(ObjectContent content) {
        ContentStreamProvider stream = () -> {
            try {
                return content.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return RequestBody.fromContentProvider(stream, content.size(), "application/octet-stream");
    }

    private static String contentType(String key) {
        if (key.endsWith(".parquet")) {
            return "application/vnd.apache.parquet";
        }
        return key.endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    @Override
    public ObjectVersion copy(String from, String to) throws IOException {
        ObjectKeys.check(from);
        ObjectKeys.check(to);
        var answer = call(
                "copy",
                from,
                () -> client.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)));
        return new ObjectVersion(answer.copyObjectResult().eTag());
    }

    @Override
    public void delete(String key) throws IOException {
        ObjectKeys.check(key);
        call(
                "delete",
                key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public ObjectPage list(String prefix, Optional<String> next, int most) throws IOException {
        ListObjectsV2Response page = call(
                "list",
                prefix,
                () -> client.listObjectsV2(request ->
                        request.bucket(bucket).prefix(prefix).maxKeys(most).continuationToken(next.orElse(null))));
        return new ObjectPage(
                page.contents().stream()
                        .map(object -> new ObjectSummary(object.key(), object.size(), object.lastModified()))
                        .toList(),
                Optional.ofNullable(page.nextContinuationToken()));
    }

    private <T> T call(String verb, String key, Supplier<T> request) throws ObjectStoreException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure(verb, key, e);
        }
    }

    private ObjectStoreException failure(String verb, String key, SdkException cause) {
        String message = "Cannot %s %s, %s: %s".formatted(verb, key, place, reason(cause));
        return cause instanceof S3Exception answer && isRefusal(answer.statusCode())
                ? new ObjectStoreException(message, cause)
                : ObjectStoreException.unanswered(message, cause);
    }

    private static boolean isRefusal(int status) {
        return status < HttpStatusCode.INTERNAL_SERVER_ERROR && status != HttpStatusCode.THROTTLING;
    }

    /**
     * Signatures contain the time. The client corrects it by the store's answer; this is the reason if that did not
     * help.
     */
    private static String reason(SdkException cause) {
        if (cause instanceof S3Exception refusal && refusal.isClockSkewException()) {
            return "this machine's clock is wrong: requests are signed with a time that the store, whose clock says %s, does not take; set the clock, e.g. with NTP, then everything continues by itself"
                    .formatted(refusal.awsErrorDetails()
                            .sdkHttpResponse()
                            .firstMatchingHeader("Date")
                            .orElse("something else"));
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public String toString() {
        return place;
    }

    @Override
    public void close() {
        client.close();
    }
}
