/**
 * Turns a file on disk into sheets of rows, one {@link org.datawarp.producers.read.SheetReader} a format.
 *
 * <p>Knows no manifest and no Kafka, opens no connection, and interprets nothing: what a row means is decided elsewhere.
 */
@NullMarked
package org.datawarp.producers.read;

import org.jspecify.annotations.NullMarked;
