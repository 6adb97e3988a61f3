/**
 * What each topic guarantees to its readers: the source of {@code docs/topics.md} and of what schema registries hold.
 */
@NullMarked
package org.datawarp.schemas.contract;

import org.jspecify.annotations.NullMarked;
