/** Keeps what cannot be made anew in another place, and puts it back. */
@NullMarked
package org.datawarp.app.backup;

import org.jspecify.annotations.NullMarked;
