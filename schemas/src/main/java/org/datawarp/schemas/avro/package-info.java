/** Java records as Avro records, and Avro's single-object framing. */
@NullMarked
package org.datawarp.schemas.avro;

import org.jspecify.annotations.NullMarked;
