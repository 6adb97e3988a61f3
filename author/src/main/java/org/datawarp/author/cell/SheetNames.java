package org.datawarp.author.cell;

/**
 * The names of a sheet and its file, as evidence for what the sheet holds.
 *
 * @param fileName the file's last path segment, decoded
 * @param member the path within a ZIP; empty when the file is not a ZIP
 * @param sheetName as published
 * @param hidden whether the workbook hides it
 */
public record SheetNames(String fileName, String member, String sheetName, boolean hidden) {}
