/** Tables and numbers as a person reads them on a terminal. */
@NullMarked
package org.datawarp.platform.text;

import org.jspecify.annotations.NullMarked;
