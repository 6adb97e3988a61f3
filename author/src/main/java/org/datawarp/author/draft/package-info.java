/** Drafts a manifest from files that nobody has described yet. */
@NullMarked
package org.datawarp.author.draft;

import org.jspecify.annotations.NullMarked;
