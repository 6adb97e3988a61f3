package org.datawarp.producers.fetch;

import java.time.Instant;
import org.datawarp.schemas.name.FileDigest;

/**
 * A file as an address returned it last time.
 *
 * @param name its name at that time
 * @param validators the site's values for asking whether it has changed
 */
public record KnownFile(FileDigest digest, long bytes, String name, Validators validators, Instant fetchedAt) {}
