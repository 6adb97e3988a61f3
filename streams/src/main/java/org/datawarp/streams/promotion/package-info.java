/**
 * Checks a complete release, and then promotes it, replays it or rolls it back, each in one transaction.
 *
 * <p>A release is visible as a whole or not at all.
 */
@NullMarked
package org.datawarp.streams.promotion;

import org.jspecify.annotations.NullMarked;
