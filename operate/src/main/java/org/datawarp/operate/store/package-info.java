/**
 * What operators' programs keep in PostgreSQL besides releases: alerts, events, who watches which publication, signs of
 * life.
 */
@NullMarked
package org.datawarp.operate.store;

import org.jspecify.annotations.NullMarked;
