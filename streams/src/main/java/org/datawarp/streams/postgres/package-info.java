/**
 * Typed rows to PostgreSQL: stages them as they arrive, checks each release and promotes it in one transaction.
 *
 * <p>The only JDBC of this room. A release is visible as a whole or not at all.
 */
@NullMarked
package org.datawarp.streams.postgres;

import org.jspecify.annotations.NullMarked;
