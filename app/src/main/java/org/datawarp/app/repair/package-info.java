/** Finds what has changed in a held release, and what change of its manifest would read it again. */
@NullMarked
package org.datawarp.app.repair;

import org.jspecify.annotations.NullMarked;
