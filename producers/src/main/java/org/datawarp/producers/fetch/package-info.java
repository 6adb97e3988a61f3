/**
 * Turns a link into bytes on disk, named by their digest.
 *
 * <p>The only package that opens HTTP connections. Knows nothing of file formats, manifests or Kafka.
 */
@NullMarked
package org.datawarp.producers.fetch;

import org.jspecify.annotations.NullMarked;
