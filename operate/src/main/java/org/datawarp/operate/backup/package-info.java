/** Copies what cannot be rebuilt to another place, and restores it. */
@NullMarked
package org.datawarp.operate.backup;

import org.jspecify.annotations.NullMarked;
