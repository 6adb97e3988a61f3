/** Releases from the outside: whether they have appeared, and whether what they hold is published. */
@NullMarked
package org.datawarp.operate.release;

import org.jspecify.annotations.NullMarked;
