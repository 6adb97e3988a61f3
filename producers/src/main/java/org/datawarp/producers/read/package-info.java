/**
 * Turns a file on disk into sheets of rows, one {@link org.datawarp.producers.read.SheetReader} a format.
 *
 * <p>Knows no manifest and no Kafka, opens no connection, and interprets nothing: other modules decide what a row
 * means.
 */
@NullMarked
package org.datawarp.producers.read;

import org.jspecify.annotations.NullMarked;
