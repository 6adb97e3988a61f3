/** Drafts a manifest from files that no manifest describes yet. */
@NullMarked
package org.datawarp.author.draft;

import org.jspecify.annotations.NullMarked;
