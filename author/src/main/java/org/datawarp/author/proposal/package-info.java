/**
 * Proposes changes of a manifest with which a held release can be read, from what the release holds. Uses no service.
 */
@NullMarked
package org.datawarp.author.proposal;

import org.jspecify.annotations.NullMarked;
