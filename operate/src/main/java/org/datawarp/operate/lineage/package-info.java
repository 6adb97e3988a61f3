/** Sends each load of a release to an OpenLineage endpoint: where its data came from, and where it was written. */
@NullMarked
package org.datawarp.operate.lineage;

import org.jspecify.annotations.NullMarked;
