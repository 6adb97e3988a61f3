/** What a cell, a heading or a sheet name says by itself: a code, a number, a period, a note, a unit. */
@NullMarked
package org.datawarp.author.cell;

import org.jspecify.annotations.NullMarked;
