/**
 * Consumes the rows topics: stages each batch with its positions in one transaction, and has complete releases promoted.
 */
@NullMarked
package org.datawarp.streams.loader;

import org.jspecify.annotations.NullMarked;
