/**
 * Runs {@code ./datawarp up} for a long time at about half load while publications gain releases. Observes it from
 * outside, and reports anything that grows but must not.
 */
@NullMarked
package org.datawarp.bench.soak;

import org.jspecify.annotations.NullMarked;
