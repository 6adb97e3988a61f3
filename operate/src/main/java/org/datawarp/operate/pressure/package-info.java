/** How far fetching runs ahead of what comes behind it, and the waiting that keeps it in bounds. */
@NullMarked
package org.datawarp.operate.pressure;

import org.jspecify.annotations.NullMarked;
