/** What happened, as events: the words of progress, status and history. */
@NullMarked
package org.datawarp.schemas.event;

import org.jspecify.annotations.NullMarked;
