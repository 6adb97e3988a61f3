/** Rebuilds topics, tables and objects from earlier stores. */
@NullMarked
package org.datawarp.operate.rebuild;

import org.jspecify.annotations.NullMarked;
