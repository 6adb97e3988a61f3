/** Benchmarks: rows per second and CPU per row of each leg, beside baselines of the same run. Prints; asserts nothing. */
@NullMarked
package org.datawarp.bench;

import org.jspecify.annotations.NullMarked;
