/**
 * Measures once a minute what alerts are about, wherever roles run: it asks PostgreSQL, Kafka and the object
 * store, and reads what processes tell of themselves. What comes of it decides {@code operate.alerts}.
 */
@NullMarked
package org.datawarp.operate.lookout;

import org.jspecify.annotations.NullMarked;
