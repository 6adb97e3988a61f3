/** What the documentation says, held to what the program does: its commands, its links, its tables. */
@NullMarked
package org.datawarp.app.docs;

import org.jspecify.annotations.NullMarked;
