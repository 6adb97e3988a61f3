/** Tells a schema registry of the schemas of messages, and depends on it for nothing. */
@NullMarked
package org.datawarp.operate.registry;

import org.jspecify.annotations.NullMarked;
