/** The picture: raw rows in, typed rows and rejections out. Which step follows which; the rules are in {@code apply}. */
@NullMarked
package org.datawarp.streams.topology;

import org.jspecify.annotations.NullMarked;
