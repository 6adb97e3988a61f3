package org.datawarp.producers.fetch;

import java.time.Instant;
import org.datawarp.schemas.name.FileDigest;

/**
 * A file as an address gave it the last time.
 *
 * @param name what it was called then
 * @param validators what the site gave to ask again by
 */
public record KnownFile(FileDigest digest, long bytes, String name, Validators validators, Instant fetchedAt) {}
