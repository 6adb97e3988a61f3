/**
 * Applies a manifest to releases again, in a running DataWarp, and rolls releases back.
 */
@NullMarked
package org.datawarp.operate.replay;

import org.jspecify.annotations.NullMarked;
