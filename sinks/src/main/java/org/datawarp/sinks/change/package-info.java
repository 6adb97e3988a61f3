/**
 * Turns Debezium's events into row changes and transactions.
 *
 * <p>The only package that knows Debezium. Knows nothing of Parquet, object stores or the catalogue.
 */
@NullMarked
package org.datawarp.sinks.change;

import org.jspecify.annotations.NullMarked;
