/** Checks the documentation against the program: its commands, its links, its tables. */
@NullMarked
package org.datawarp.app.docs;

import org.jspecify.annotations.NullMarked;
