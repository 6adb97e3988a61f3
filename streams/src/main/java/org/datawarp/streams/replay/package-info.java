/** Applies a manifest to releases again, from the raw topic, beside whatever is being loaded. */
@NullMarked
package org.datawarp.streams.replay;

import org.jspecify.annotations.NullMarked;
