/** Formats tables and numbers for a terminal. */
@NullMarked
package org.datawarp.platform.text;

import org.jspecify.annotations.NullMarked;
