/**
 * Measures once a minute what alerts are about, wherever roles run: it asks PostgreSQL, Kafka and the object
 * store, and reads the signs of life of processes. {@code operate.alerts} judges the results.
 */
@NullMarked
package org.datawarp.operate.lookout;

import org.jspecify.annotations.NullMarked;
