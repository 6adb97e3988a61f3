/** Every topic's name, key, value and settings, in one place. */
@NullMarked
package org.datawarp.schemas.topic;

import org.jspecify.annotations.NullMarked;
