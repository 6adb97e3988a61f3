/**
 * Puts releases into the raw topic under the release protocol; the only Kafka producer of the room.
 */
@NullMarked
package org.datawarp.producers.publish;

import org.jspecify.annotations.NullMarked;
