/** Settings that cross modules: how to reach a database or a store, what a store may cost, how often pages are looked at. */
@NullMarked
package org.datawarp.schemas.setting;

import org.jspecify.annotations.NullMarked;
