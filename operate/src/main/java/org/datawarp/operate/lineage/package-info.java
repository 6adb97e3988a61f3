/** Tells an OpenLineage endpoint where each load of a release had its data from, and where it put them. */
@NullMarked
package org.datawarp.operate.lineage;

import org.jspecify.annotations.NullMarked;
