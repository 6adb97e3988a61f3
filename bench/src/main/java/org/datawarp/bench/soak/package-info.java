/**
 * Runs {@code ./datawarp up} for long at about half load while publications gain releases, looks at it from outside, and
 * says what grows that must not.
 */
@NullMarked
package org.datawarp.bench.soak;

import org.jspecify.annotations.NullMarked;
