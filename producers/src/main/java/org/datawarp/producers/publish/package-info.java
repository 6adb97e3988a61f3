/** Sends releases to the raw topic under the release protocol; contains the only Kafka producer of this module. */
@NullMarked
package org.datawarp.producers.publish;

import org.jspecify.annotations.NullMarked;
