/** The roles that this process plays, wired by constructor. */
@NullMarked
package org.datawarp.app.role;

import org.jspecify.annotations.NullMarked;
