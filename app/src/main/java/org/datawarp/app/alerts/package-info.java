/**
 * What somebody has to know, once and in words: the alerts, when each fires and is over, and who is told by which way.
 * Decides from figures; who measures them is {@code app.lookout}.
 */
@NullMarked
package org.datawarp.app.alerts;

import org.jspecify.annotations.NullMarked;
