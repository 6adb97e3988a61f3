/** Scores what the reader understands of published files against what people read in them. */
@NullMarked
package org.datawarp.bench.accuracy;

import org.jspecify.annotations.NullMarked;
