/**
 * Reads what shows how an installation does, each sign once: PostgreSQL, Kafka, the catalogue and this machine. Judges
 * nothing, and words nothing: that is for {@code doctor}, {@code lookout}, {@code metrics}, {@code pressure} and
 * {@code status}.
 */
@NullMarked
package org.datawarp.operate.vitals;

import org.jspecify.annotations.NullMarked;
