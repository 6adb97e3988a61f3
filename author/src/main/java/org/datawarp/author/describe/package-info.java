/** Asks a language model for the descriptions of a draft, and for nothing else. Whatever it answers, the draft stands. */
@NullMarked
package org.datawarp.author.describe;

import org.jspecify.annotations.NullMarked;
