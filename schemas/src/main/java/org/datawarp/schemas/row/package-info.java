/** What crosses the raw, rows and rejected topics, and how it is written as bytes. */
@NullMarked
package org.datawarp.schemas.row;

import org.jspecify.annotations.NullMarked;
