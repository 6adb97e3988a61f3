/** Registers the schemas of messages in a schema registry. Nothing depends on the registry. */
@NullMarked
package org.datawarp.operate.registry;

import org.jspecify.annotations.NullMarked;
