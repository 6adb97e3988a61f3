/** Sheets drawn by a generator, written as files of every format and read as published files are. */
@NullMarked
package org.datawarp.author.roundtrip;

import org.jspecify.annotations.NullMarked;
