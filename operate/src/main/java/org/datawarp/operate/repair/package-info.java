/** Repairs a held release: tries the changes that are proposed, and applies the one that a person agrees to. */
@NullMarked
package org.datawarp.operate.repair;

import org.jspecify.annotations.NullMarked;
