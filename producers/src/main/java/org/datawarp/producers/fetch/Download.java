package org.datawarp.producers.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.datawarp.schemas.name.FileDigest;

/**
 * A file in the archive, durable before anyone is notified of it.
 *
 * @param address the one requested, before redirects
 * @param path where its bytes are
 * @param bytes how many
 * @param validators the site's values for asking whether the file has changed
 * @param fetchedAt when its bytes arrived
 */
public record Download(
        URI address, FileDigest digest, Path path, long bytes, Validators validators, Instant fetchedAt) {}
