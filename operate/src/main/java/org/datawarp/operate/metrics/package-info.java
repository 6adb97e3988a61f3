/** The state of a process, for programs: metrics for Prometheus, and whether it lives and is ready. */
@NullMarked
package org.datawarp.operate.metrics;

import org.jspecify.annotations.NullMarked;
