/**
 * Kafka, PostgreSQL and an S3 store inside this process, each over a directory that outlives it.
 *
 * <p>Knows nothing of publications, datasets or the other rooms: any of the three can be replaced by a real service.
 */
@NullMarked
package org.datawarp.platform.embedded;

import org.jspecify.annotations.NullMarked;
