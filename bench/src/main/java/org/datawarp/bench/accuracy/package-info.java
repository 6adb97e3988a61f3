/** Scores the reader's result for published files against what people read in them. */
@NullMarked
package org.datawarp.bench.accuracy;

import org.jspecify.annotations.NullMarked;
