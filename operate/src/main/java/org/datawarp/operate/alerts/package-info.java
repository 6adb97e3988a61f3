/**
 * Alerts: when each fires and clears, who is notified, and how.
 * Decides from figures; who measures them is {@code operate.lookout}.
 */
@NullMarked
package org.datawarp.operate.alerts;

import org.jspecify.annotations.NullMarked;
