package org.datawarp.platform.embedded;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Adds to S3Proxy's file store what a catalogue needs. There, {@code If-Match} is a check followed by a write, so that
 * two writers that both expect version 1 may both succeed. Here, check and write are one step for each object, and a
 * write is on disk before it is answered. Safe for use by any thread.
 */
final class AtomicBlobStore extends ForwardingBlobStore {

    /**
     * Objects share locks. There are more locks than threads, so that two threads rarely wait for each other without
     * need.
     */
    private static final int LOCKS = 256;

    private final Path buckets;
    private final ContentEtags etags = new ContentEtags();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** @param buckets the directory of the store, with one folder for each bucket */
    AtomicBlobStore(BlobStore store, Path buckets) {
        super(store);
        this.buckets = buckets;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        synchronized (lock(request.bucket(), request.key())) {
            if (request.ifMatch() != null) {
                requireMatch(request.bucket(), request.key(), request.ifMatch());
            }
            PutObjectResponse response = super.putBlob(request, payload);
            force(file(request.bucket(), request.key()));
            return response;
        }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        synchronized (lock(upload.containerName(), upload.blobName())) {
            CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
            force(file(upload.containerName(), upload.blobName()));
            return response;
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        synchronized (lock(request.destinationBucket(), request.destinationKey())) {
            CopyObjectResponse response = super.copyBlob(request);
            force(file(request.destinationBucket(), request.destinationKey()));
            return response;
        }
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        synchronized (lock(request.bucket(), request.key())) {
            return super.removeBlob(request);
        }
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        HeadObjectResponse head = super.blobMetadata(request);
        return head.eTag() != null
                ? head
                : head.toBuilder()
                        .eTag(etags.of(file(request.bucket(), request.key())))
                        .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ResponseInputStream<GetObjectResponse> body = super.getBlob(request);
        GetObjectResponse head = body.response();
        return head.eTag() != null
                ? body
                : new ResponseInputStream<>(
                        head.toBuilder()
                                .eTag(etags.of(file(request.bucket(), request.key())))
                                .build(),
                        body);
    }

    private void requireMatch(String bucket, String key, String expected) {
        HeadObjectResponse current = blobMetadataIfPresent(bucket, key);
        if (current == null || !unquoted(current.eTag()).equals(unquoted(expected))) {
            throw S3Exception.builder()
                    .statusCode(412)
                    .message("The object is not the one expected")
                    .build();
        }
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private Object lock(String bucket, String key) {
        return locks[Math.floorMod((bucket + "/" + key).hashCode(), LOCKS)];
    }

    private Path file(String bucket, String key) {
        return buckets.resolve(bucket).resolve(key);
    }

    /** Waits until the file and its name are on disk. */
    private static void force(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel content = FileChannel.open(file, READ);
                FileChannel name = FileChannel.open(file.getParent(), READ)) {
            content.force(true);
            name.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
