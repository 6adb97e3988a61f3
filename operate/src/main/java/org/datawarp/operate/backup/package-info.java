/** Keeps what cannot be made anew in another place, and puts it back. */
@NullMarked
package org.datawarp.operate.backup;

import org.jspecify.annotations.NullMarked;
