package org.datawarp.producers.read;

/**
 * The limits for one file. Sizes are counted while reading; the sizes that a file declares are not trusted.
 *
 * @param rows rows of one sheet; a workbook cannot hold more than 1,048,576 anyway
 * @param columns columns of one row, as many as a worksheet has
 * @param cells cells of one file, including blank ones before the last of a row
 * @param cellChars UTF-16 units of one cell
 * @param decodedBytes bytes that one file may unpack to, all members together; as many may be on disk at a time, and
 *     the same again for the texts of a workbook
 * @param inflation how many times its stored size a file may unpack to, above {@link #UNQUESTIONED_BYTES}
 * @param entries entries of one ZIP, and parts of one workbook
 * @param depth ZIPs in ZIPs: 1 reads the members of a ZIP, 2 also those of a ZIP within it
 */
public record ReadLimits(
        int rows, int columns, long cells, int cellChars, long decodedBytes, int inflation, int entries, int depth) {

    /** Content that unpacks to less than this is harmless at any compression. */
    public static final long UNQUESTIONED_BYTES = 64L << 20;

    /**
     * Fifty million rows are an hour of work; 16,384 columns are a worksheet's width; two billion cells are forty in
     * each of those rows; a cell holds as much as Excel lets people type; 4 GiB is twice the largest extract that the
     * NHS publishes; real extracts unpack to 10 or 30 times their size, and deflate cannot exceed 1,032.
     */
    public static final ReadLimits DEFAULT =
            new ReadLimits(50_000_000, 16_384, 2_000_000_000L, 32_767, 4L << 30, 200, 10_000, 2);

    public ReadLimits {
        if (rows < 1
                || columns < 1
                || cells < 1
                || cellChars < 1
                || decodedBytes < 1
                || inflation < 1
                || entries < 1
                || depth < 1) {
            throw new IllegalArgumentException("Cannot limit reading: each limit must be 1 or more");
        }
    }

    /** How many bytes this many stored bytes may unpack to. */
    long decodedBytes(long storedBytes) {
        long proportional = Math.max(UNQUESTIONED_BYTES, Math.multiplyExact(storedBytes, (long) inflation));
        return Math.min(decodedBytes, proportional);
    }
}
