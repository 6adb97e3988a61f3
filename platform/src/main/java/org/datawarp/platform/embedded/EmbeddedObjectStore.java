package org.datawarp.platform.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.datawarp.schemas.setting.StoreSettings;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server over a directory, listening on the loopback interface unless another is set. Objects are plain files, so
 * that other programs may read them without S3. Honours {@code If-Match} and {@code If-None-Match}.
 *
 * <p>The code that starts it owns and closes it; any thread may use it, one thread closes it.
 */
public final class EmbeddedObjectStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedObjectStore.class);

    /** Names that S3 allows and that are the name of a single folder. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final String ACCESS_KEY = "datawarp";
    private static final int THREADS = 32;
    private static final long STOP_MILLIS = 5_000;

    private final DirectoryLock lock;
    private final S3Proxy proxy;
    private final URI endpoint;
    private final Keys keys;
    private final Path bucket;

    /** Who may read and write. */
    public record Keys(String accessKey, String secretKey) {

        /** Without the secret. */
        @Override
        public String toString() {
            return accessKey;
        }
    }

    private EmbeddedObjectStore(DirectoryLock lock, S3Proxy proxy, URI endpoint, Keys keys, Path bucket) {
        this.lock = lock;
        this.proxy = proxy;
        this.endpoint = endpoint;
        this.keys = keys;
        this.bucket = bucket;
    }

    /**
     * Starts a server over a directory and creates the bucket if it is absent.
     *
     * @param directory where everything is kept; created if absent
     * @param port what clients connect to, or 0 for a free one
     * @param bucket the bucket's name as S3 allows it
     * @throws DataDirectoryInUseException if the directory is in use
     * @throws EmbeddedStartException if the bucket has no valid name, the port is taken or the server does not start
     */
    public static EmbeddedObjectStore start(Path directory, int port, String bucket) {
        requireName(bucket);
        return DirectoryLock.startIn(directory, "the object store", (lock, real) -> {
            URI endpoint = URI.create("http://127.0.0.1:" + FreePorts.claim(port, "the object store"));
            return start(
                    lock, real, endpoint, bucket, new Keys(ACCESS_KEY, LocalSecret.keptIn(real.resolve("secret"))));
        });
    }

    /**
     * Starts a server over a directory for other machines or containers, and creates the bucket if it is absent.
     *
     * @param directory where everything is kept; created if absent
     * @param endpoint what clients connect to, as {@code http://store:8080}; the server listens only on the interface
     *     that its host names here
     * @param bucket the bucket's name as S3 allows it
     * @param keys what clients sign with
     * @throws DataDirectoryInUseException if the directory is in use
     * @throws EmbeddedStartException if the bucket or the endpoint cannot be used, or the server does not start
     */
    public static EmbeddedObjectStore serve(Path directory, URI endpoint, String bucket, Keys keys) {
        requireName(bucket);
        if (!"http".equals(endpoint.getScheme()) || endpoint.getHost() == null || endpoint.getPort() < 1) {
            throw new EmbeddedStartException(
                    "Cannot start the object store: found the endpoint \"" + endpoint
                            + "\", expected http, a host and a"
                            + " port, such as http://store:8080; for https, put a proxy before it.",
                    null);
        }
        return DirectoryLock.startIn(
                directory, "the object store", (lock, real) -> start(lock, real, endpoint, bucket, keys));
    }

    private static void requireName(String bucket) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new EmbeddedStartException(
                    "Cannot start the object store: found the bucket name \"" + bucket + "\", expected 3 to 63 of a-z,"
                            + " 0-9, dot and hyphen; choose such a name.",
                    null);
        }
    }

    private static EmbeddedObjectStore start(DirectoryLock lock, Path directory, URI endpoint, String bucket, Keys keys)
            throws Exception {
        Path buckets = directory.resolve("buckets");
        Path folder = Files.createDirectories(buckets.resolve(bucket));
        UploadLeftovers.sweep(folder);
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", buckets.toString());
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new AtomicBlobStore(BlobStores.create("filesystem", settings), buckets))
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, keys.accessKey(), keys.secretKey())
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP_MILLIS)
                .build();
        proxy.start();
        LOG.atInfo().addKeyValue("endpoint", endpoint).log("The object store is ready");
        return new EmbeddedObjectStore(lock, proxy, endpoint, keys, folder);
    }

    /** What an S3 client takes as its endpoint, with path-style access. */
    public URI endpoint() {
        return endpoint;
    }

    /** The port of {@link #endpoint()}. */
    public int port() {
        return endpoint.getPort();
    }

    /** The access key id. */
    public String accessKey() {
        return keys.accessKey();
    }

    /** Made at random with the directory, unless it was given. */
    public String secretKey() {
        return keys.secretKey();
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket.getFileName().toString();
    }

    /** How it is reached; a region means nothing to it. */
    public StoreSettings settings() {
        return new StoreSettings(endpoint, "us-east-1", bucket(), keys.accessKey(), keys.secretKey());
    }

    /** The bucket's folder: an object's key is its path from here. */
    public Path directory() {
        return bucket;
    }

    /** Refuses new requests, waits a few seconds for those under way, stops. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            LOG.atError().setCause(e).log("The object store did not stop");
        } finally {
            lock.close();
        }
    }
}
