/**
 * The connection to PostgreSQL, the schemas of the database, and what its failures mean. Knows nothing of releases.
 */
@NullMarked
package org.datawarp.streams.database;

import org.jspecify.annotations.NullMarked;
