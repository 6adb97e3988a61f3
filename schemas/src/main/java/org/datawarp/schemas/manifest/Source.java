package org.datawarp.schemas.manifest;

/**
 * Which sheets may hold a dataset; its headings decide. All globs ignore case and surrounding white space.
 *
 * @param file a glob of the published file's name
 * @param member a glob of the ZIP member's path
 * @param sheet a glob of the worksheet's name
 * @param title a glob of the text above the table: all texts between the table before and its own headings, joined by
 *     spaces
 */
public record Source(String file, String member, String sheet, String title) {}
