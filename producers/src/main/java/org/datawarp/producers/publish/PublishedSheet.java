package org.datawarp.producers.publish;

import org.datawarp.schemas.name.FileDigest;

/**
 * A sheet that is in the raw topic.
 *
 * @param file the published file that holds it
 * @param fileName its name
 * @param member its path within a ZIP; empty when the file is not a ZIP
 * @param name as published
 */
public record PublishedSheet(FileDigest file, String fileName, String member, String name, long rows) {}
