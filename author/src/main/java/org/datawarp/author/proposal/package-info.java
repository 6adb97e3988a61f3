/** Changes of a manifest that would read a held release again, found from what the release holds. Touches no service. */
@NullMarked
package org.datawarp.author.proposal;

import org.jspecify.annotations.NullMarked;
