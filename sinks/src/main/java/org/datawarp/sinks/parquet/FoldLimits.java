package org.datawarp.sinks.parquet;

/**
 * The limits of folding.
 *
 * @param rollBytes the open part ends when it is this large
 * @param rollRows or has this many rows, so that rewriting it takes seconds at any size
 * @param mostPending changes of rows in existing parts that are held in memory before those parts are rewritten
 * @param mergeRatio a part takes its older neighbour in when that is at most this many times as large: the number of
 *     parts then grows with the logarithm of the rows, and a row is rewritten about as often
 * @param groupRows a row group has at most this many rows: a reader over HTTP fetches columns of a group, so it must be
 *     small enough to skip and large enough to be worth a request
 */
public record FoldLimits(long rollBytes, long rollRows, int mostPending, int mergeRatio, int groupRows) {

    public static final FoldLimits DEFAULT = new FoldLimits(64L << 20, 4_000_000, 200_000, 4, 131_072);

    /**
     * How many new rows of existing periods wait in memory to be added to a part of their period. More rows make parts
     * of their own, because rewriting a large part for each release would cost ever more; merging keeps the number of
     * parts low.
     */
    int mostInserts() {
        return mostPending / 16;
    }

    /**
     * For parts that are rewritten: a part that has grown a little stays one part. Stores may refuse more than 128 MB.
     */
    FoldLimits withRoom() {
        return new FoldLimits(rollBytes * 3 / 2, rollRows * 2, mostPending, mergeRatio, groupRows);
    }
}
