/** The status of the publications, as published for everyone: the words of the status page. */
@NullMarked
package org.datawarp.schemas.status;

import org.jspecify.annotations.NullMarked;
