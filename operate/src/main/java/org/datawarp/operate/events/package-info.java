/** What happened, told to a person. */
@NullMarked
package org.datawarp.operate.events;

import org.jspecify.annotations.NullMarked;
