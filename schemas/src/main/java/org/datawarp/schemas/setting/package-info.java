/**
 * Settings that several modules share: how to reach a database or a store, what a store may cost, how often pages are
 * checked.
 */
@NullMarked
package org.datawarp.schemas.setting;

import org.jspecify.annotations.NullMarked;
