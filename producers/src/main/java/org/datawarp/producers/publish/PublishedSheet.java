package org.datawarp.producers.publish;

/**
 * A sheet that is in the raw topic.
 *
 * @param fileName of the published file that holds it
 * @param member its path within a ZIP; empty when the file is none
 * @param name as published
 */
public record PublishedSheet(String fileName, String member, String name, long rows) {}
