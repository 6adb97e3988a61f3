/** Shows people what happened. */
@NullMarked
package org.datawarp.operate.events;

import org.jspecify.annotations.NullMarked;
