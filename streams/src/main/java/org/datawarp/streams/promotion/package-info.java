/**
 * Examines attempts at releases, then promotes or holds them, each in one transaction; rolls promotions back.
 *
 * <p>A release is visible as a whole or not at all.
 */
@NullMarked
package org.datawarp.streams.promotion;

import org.jspecify.annotations.NullMarked;
