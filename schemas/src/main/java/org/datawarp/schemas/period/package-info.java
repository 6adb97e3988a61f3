/** The time that a row is about: parse every published form, compare, cover. */
@NullMarked
package org.datawarp.schemas.period;

import org.jspecify.annotations.NullMarked;
