/** Applies a manifest to releases again, from the raw topic, while other releases are loaded. */
@NullMarked
package org.datawarp.streams.replay;

import org.jspecify.annotations.NullMarked;
