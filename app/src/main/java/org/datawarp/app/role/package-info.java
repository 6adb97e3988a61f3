/** The roles that this process runs, wired by constructor. */
@NullMarked
package org.datawarp.app.role;

import org.jspecify.annotations.NullMarked;
