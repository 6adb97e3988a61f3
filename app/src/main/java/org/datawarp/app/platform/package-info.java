/** The roles and what they stand on, wired by constructor. */
@NullMarked
package org.datawarp.app.platform;

import org.jspecify.annotations.NullMarked;
