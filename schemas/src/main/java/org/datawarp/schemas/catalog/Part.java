package org.datawarp.schemas.catalog;

import java.util.List;
import org.datawarp.schemas.name.DatasetName;

/**
 * An immutable Parquet object with rows of one dataset.
 *
 * @param key its place in the bucket
 * @param sha256 of its bytes, lower-case hex
 * @param endLsn the transaction with whose commit it was made
 * @param periods the periods of its rows, in order
 */
public record Part(String key, long rows, long bytes, String sha256, long endLsn, List<PeriodRows> periods) {

    /** Enough of the digest to distinguish two contents with the same number. */
    private static final int DIGEST_DIGITS = 8;

    public Part {
        periods = List.copyOf(periods);
    }

    /** The dataset that it belongs to. */
    public DatasetName dataset() {
        return new DatasetName(key.split("/", 3)[1]);
    }

    /** Named by number and content, never by the clock: the same content made twice is the same object. */
    public static String key(DatasetName dataset, long number, String sha256) {
        return "datasets/%s/%s-%06d-%s.parquet".formatted(dataset, dataset, number, sha256.substring(0, DIGEST_DIGITS));
    }
}
