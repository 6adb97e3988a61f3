/**
 * Asks a language model for the descriptions of a draft, and for nothing else. The draft is valid whether it answers or
 * not.
 */
@NullMarked
package org.datawarp.author.describe;

import org.jspecify.annotations.NullMarked;
