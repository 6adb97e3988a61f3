package org.datawarp.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server over a directory, listening on the loopback interface only. Objects are plain files, so that other
 * programs may read them without S3. Honours {@code If-Match} and {@code If-None-Match}.
 *
 * <p>Owned and closed by whoever started it; any thread may use it, one thread closes it.
 */
public final class EmbeddedObjectStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedObjectStore.class);

    /** What S3 allows, and what is one folder's name. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final String ACCESS_KEY = "datawarp";
    private static final int THREADS = 32;
    private static final long STOP_MILLIS = 5_000;

    private final DirectoryLock lock;
    private final S3Proxy proxy;
    private final URI endpoint;
    private final String secretKey;
    private final Path bucket;

    private EmbeddedObjectStore(DirectoryLock lock, S3Proxy proxy, URI endpoint, String secretKey, Path bucket) {
        this.lock = lock;
        this.proxy = proxy;
        this.endpoint = endpoint;
        this.secretKey = secretKey;
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
        if (!BUCKET.matcher(bucket).matches()) {
            throw new EmbeddedStartException(
                    "Cannot start the object store: found the bucket name \"" + bucket + "\", expected 3 to 63 of a-z,"
                            + " 0-9, dot and hyphen; choose such a name.",
                    null);
        }
        return DirectoryLock.startIn(directory, "the object store", (lock, real) -> start(lock, real, port, bucket));
    }

    private static EmbeddedObjectStore start(DirectoryLock lock, Path directory, int wantedPort, String bucket)
            throws Exception {
        int port = FreePorts.claim(wantedPort, "the object store");
        Path buckets = directory.resolve("buckets");
        Path folder = Files.createDirectories(buckets.resolve(bucket));
        UploadLeftovers.sweep(folder);
        String secretKey = LocalSecret.keptIn(directory.resolve("secret"));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", buckets.toString());
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new AtomicBlobStore(BlobStores.create("filesystem", settings), buckets))
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secretKey)
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP_MILLIS)
                .build();
        proxy.start();
        LOG.atInfo().addKeyValue("endpoint", endpoint).log("The object store is ready");
        return new EmbeddedObjectStore(lock, proxy, endpoint, secretKey, folder);
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
        return ACCESS_KEY;
    }

    /** Made at random when the directory was created. */
    public String secretKey() {
        return secretKey;
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket.getFileName().toString();
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
