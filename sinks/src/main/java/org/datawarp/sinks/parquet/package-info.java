/**
 * Folds changes into Parquet parts, and reads and writes them.
 *
 * <p>The only package that imports Parquet. Knows local files; where parts come from and go to is the caller's business.
 */
@NullMarked
package org.datawarp.sinks.parquet;

import org.jspecify.annotations.NullMarked;
