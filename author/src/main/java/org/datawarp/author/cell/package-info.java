/** Reads what a single cell, heading or sheet name says: a code, a number, a period, a note, a unit. */
@NullMarked
package org.datawarp.author.cell;

import org.jspecify.annotations.NullMarked;
