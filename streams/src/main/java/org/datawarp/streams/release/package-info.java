/**
 * What the database records about each attempt to load a release, and why a release is held.
 */
@NullMarked
package org.datawarp.streams.release;

import org.jspecify.annotations.NullMarked;
