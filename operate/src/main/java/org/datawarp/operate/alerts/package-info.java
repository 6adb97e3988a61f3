/**
 * What somebody has to know, once and in words: the alerts, when each fires and is over, and who is told by which way.
 * Decides from figures; who measures them is {@code operate.lookout}.
 */
@NullMarked
package org.datawarp.operate.alerts;

import org.jspecify.annotations.NullMarked;
