package org.datawarp.schemas.row;

import org.datawarp.schemas.name.FileDigest;

/**
 * A sheet begins: a worksheet, or the body of a CSV.
 *
 * @param sheet the sheet's id: {@code <run>/<number within the release>}; the key of all its messages
 * @param file the digest of the published file that holds it
 * @param fileName the published file's name
 * @param member the path within a ZIP, {@code a.zip!b.csv} when nested; empty when the file is not a ZIP
 * @param name the worksheet's name as published, with its spaces; for a CSV, the file's or member's name
 * @param number position within its file, from 1
 * @param hidden whether the workbook hides it
 */
public record SheetOpened(
        String run,
        String sheet,
        FileDigest file,
        String fileName,
        String member,
        String name,
        int number,
        boolean hidden)
        implements RawMessage, RowsMessage {}
