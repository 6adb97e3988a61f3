/** Starts DataWarp as a separate process and finds its PostgreSQL, for benchmarks that observe both from outside. */
@NullMarked
package org.datawarp.bench.process;

import org.jspecify.annotations.NullMarked;
