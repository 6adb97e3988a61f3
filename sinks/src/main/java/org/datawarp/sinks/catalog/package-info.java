/**
 * Decides what a catalogue version contains and commits it: data first, catalogue last.
 *
 * <p>Reads the change topics, folds them with {@code sinks.parquet}, stores parts with {@code sinks.object}.
 */
@NullMarked
package org.datawarp.sinks.catalog;

import org.jspecify.annotations.NullMarked;
