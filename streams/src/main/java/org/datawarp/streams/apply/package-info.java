/** Pure functions from row, layout and manifest to typed rows or rejections: no Kafka, no database, no clock. */
@NullMarked
package org.datawarp.streams.apply;

import org.jspecify.annotations.NullMarked;
