/** Measures how far fetching is ahead of the later steps, and makes it wait when it is too far ahead. */
@NullMarked
package org.datawarp.operate.pressure;

import org.jspecify.annotations.NullMarked;
