/** Puts together how the publications stand, and publishes it for everybody. */
@NullMarked
package org.datawarp.operate.status;

import org.jspecify.annotations.NullMarked;
