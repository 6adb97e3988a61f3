/** Drafts a manifest from files that nobody has described yet. */
@NullMarked
package org.datawarp.app.draft;

import org.jspecify.annotations.NullMarked;
