/**
 * The Kafka Streams topology: raw rows in, typed rows and rejections out. Here is which step follows which; the rules
 * are in {@code apply}.
 */
@NullMarked
package org.datawarp.streams.topology;

import org.jspecify.annotations.NullMarked;
