/** Starts DataWarp as a process of its own, and finds its PostgreSQL, for benchmarks that look at both from outside. */
@NullMarked
package org.datawarp.bench.process;

import org.jspecify.annotations.NullMarked;
