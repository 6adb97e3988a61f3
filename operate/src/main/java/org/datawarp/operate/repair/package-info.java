/** Repairs a held release: tries the proposed changes of its manifest, and applies those that a person accepts. */
@NullMarked
package org.datawarp.operate.repair;

import org.jspecify.annotations.NullMarked;
