/** Finds heading bands and table regions in the rows of a sheet. Pure: knows no Kafka, no database and no clock. */
@NullMarked
package org.datawarp.streams.layout;

import org.jspecify.annotations.NullMarked;
