/**
 * When releases appear, and when to look for them: arithmetic on what manifests give and on when releases were seen.
 *
 * <p>Pure: opens nothing, keeps nothing, and is told what time it is.
 */
@NullMarked
package org.datawarp.producers.schedule;

import org.jspecify.annotations.NullMarked;
