/**
 * Kills processes at random moments while releases and their corrections come in, reads all the time as people do, and
 * compares in the end what was published, the raw rows, the tables and the Parquet files.
 */
@NullMarked
package org.datawarp.bench.chaos;

import org.jspecify.annotations.NullMarked;
