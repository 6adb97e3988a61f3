/** The catalogue's records and format, as every reader of the published data sees them. */
@NullMarked
package org.datawarp.schemas.catalog;

import org.jspecify.annotations.NullMarked;
