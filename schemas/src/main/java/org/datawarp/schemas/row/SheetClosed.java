package org.datawarp.schemas.row;

/**
 * A sheet is complete.
 *
 * @param rows how many {@link SheetRow}s were sent
 * @param checksum the sum of {@link RowCodec#checksum} over them, modulo 2^64
 */
public record SheetClosed(String run, String sheet, long rows, long checksum) implements RawMessage, RowsMessage {}
