/** Observes releases from the outside: whether they have appeared, and whether their data is published. */
@NullMarked
package org.datawarp.operate.release;

import org.jspecify.annotations.NullMarked;
