/** When something that failed is tried again, and why. */
@NullMarked
package org.datawarp.schemas.retry;

import org.jspecify.annotations.NullMarked;
