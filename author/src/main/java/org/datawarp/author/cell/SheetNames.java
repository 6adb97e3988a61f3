package org.datawarp.author.cell;

/**
 * What a sheet is called and where it stands, as evidence for what it holds.
 *
 * @param fileName the file's last path segment, decoded
 * @param member the path within a ZIP; empty when the file is not one
 * @param sheetName as published
 * @param hidden whether the workbook hides it
 */
public record SheetNames(String fileName, String member, String sheetName, boolean hidden) {}
