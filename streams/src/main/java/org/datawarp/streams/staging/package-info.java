/**
 * Typed rows on their way to their tables: staged as they arrive, in unlogged tables, until their release is complete.
 */
@NullMarked
package org.datawarp.streams.staging;

import org.jspecify.annotations.NullMarked;
