package org.datawarp.schemas.row;

import java.time.Instant;
import org.datawarp.schemas.name.FileDigest;

/**
 * One file of a release, archived under its digest.
 *
 * @param name the file's name as published, percent-decoded
 * @param url where it came from
 */
public record PublishedFile(FileDigest digest, String name, String url, long bytes, Instant fetchedAt) {}
