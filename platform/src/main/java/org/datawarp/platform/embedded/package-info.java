/**
 * Kafka, PostgreSQL and an S3 store started by this process, each over a directory that keeps its data.
 *
 * <p>Knows nothing of publications, datasets or the other modules, so any of the three can be replaced by a real
 * service.
 */
@NullMarked
package org.datawarp.platform.embedded;

import org.jspecify.annotations.NullMarked;
