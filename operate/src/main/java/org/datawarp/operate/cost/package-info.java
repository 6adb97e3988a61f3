/** What publishing takes of the object store, and what that costs. Reads the store and the calendar; changes nothing. */
@NullMarked
package org.datawarp.operate.cost;

import org.jspecify.annotations.NullMarked;
