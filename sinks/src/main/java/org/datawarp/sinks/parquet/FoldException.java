package org.datawarp.sinks.parquet;

/** The parts do not hold what the changes say they held before. Nothing was committed; a retry does not help. */
public final class FoldException extends RuntimeException {

    FoldException(String message) {
        super(message);
    }
}
