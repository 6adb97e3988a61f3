/**
 * When releases appear, and when to look for them: calculated from manifests and from when releases were seen.
 *
 * <p>Pure: opens nothing, keeps nothing, and gets the current time from its caller.
 */
@NullMarked
package org.datawarp.producers.schedule;

import org.jspecify.annotations.NullMarked;
