/**
 * Finds a publication's files, their periods and the releases that they form. Downloads nothing.
 *
 * <p>Reads pages through {@link org.datawarp.producers.discover.PageSource}; knows neither HTTP nor Kafka.
 */
@NullMarked
package org.datawarp.producers.discover;

import org.jspecify.annotations.NullMarked;
