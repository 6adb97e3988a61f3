/**
 * Kills processes at random moments while releases and their corrections come in. Reads all the time, as people do. In
 * the end, compares what was published with the raw rows, the tables and the Parquet files.
 */
@NullMarked
package org.datawarp.bench.chaos;

import org.jspecify.annotations.NullMarked;
