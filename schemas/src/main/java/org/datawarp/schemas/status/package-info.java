/** How the publications stand, as it is published for everybody: the words of the status page. */
@NullMarked
package org.datawarp.schemas.status;

import org.jspecify.annotations.NullMarked;
