/**
 * Debezium in, row changes and transactions out.
 *
 * <p>The only package that knows Debezium. Knows nothing of Parquet, object stores or the catalogue.
 */
@NullMarked
package org.datawarp.sinks.change;

import org.jspecify.annotations.NullMarked;
