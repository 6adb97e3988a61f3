/** The messages of the raw, rows and rejected topics, and how they are written as bytes. */
@NullMarked
package org.datawarp.schemas.row;

import org.jspecify.annotations.NullMarked;
