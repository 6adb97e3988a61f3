/**
 * Estimates how much of the object store publishing uses, and what that costs. Reads the store and the calendar;
 * changes nothing.
 */
@NullMarked
package org.datawarp.operate.cost;

import org.jspecify.annotations.NullMarked;
