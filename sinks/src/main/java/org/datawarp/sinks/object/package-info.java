/**
 * Keeps objects under keys: in S3 or R2, in a directory, or in memory.
 *
 * <p>Knows nothing of datasets or Parquet.
 */
@NullMarked
package org.datawarp.sinks.object;

import org.jspecify.annotations.NullMarked;
