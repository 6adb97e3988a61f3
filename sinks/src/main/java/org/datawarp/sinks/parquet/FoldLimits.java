package org.datawarp.sinks.parquet;

/**
 * How large things may get while changes are folded.
 *
 * @param rollBytes a part that is being written ends when it is this large
 * @param rollRows or has this many rows, so that rewriting it takes seconds, whatever its bytes
 * @param mostPending changes of rows in existing parts that are held in memory before those parts are rewritten
 * @param mergeRatio a part takes its older neighbour in when that is at most this many times as large: the number of
 *     parts then grows with the logarithm of the rows, and a row is rewritten about as often
 * @param groupRows a row group has at most so many rows: a reader over HTTP fetches columns of a group, so it shall be
 *     small enough to skip and large enough to be worth a request
 */
public record FoldLimits(long rollBytes, long rollRows, int mostPending, int mergeRatio, int groupRows) {

    public static final FoldLimits DEFAULT = new FoldLimits(64L << 20, 4_000_000, 200_000, 4, 131_072);

    /**
     * New rows of periods that parts hold already: so many wait in memory to be added to such a part. More make parts of their
     * own, as rewriting a large part for each release would cost more with each; merging keeps the number of parts low.
     */
    int mostInserts() {
        return mostPending / 16;
    }

    /** For parts that are written anew: one that has grown a little shall stay one. Stores may refuse more than 128 MB. */
    FoldLimits withRoom() {
        return new FoldLimits(rollBytes * 3 / 2, rollRows * 2, mostPending, mergeRatio, groupRows);
    }
}
