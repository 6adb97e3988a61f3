/** What happened, told to a person. */
@NullMarked
package org.datawarp.app.events;

import org.jspecify.annotations.NullMarked;
