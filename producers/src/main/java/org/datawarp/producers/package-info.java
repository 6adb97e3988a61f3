/** From a publication's page to the raw topic, in one call. */
@NullMarked
package org.datawarp.producers;

import org.jspecify.annotations.NullMarked;
