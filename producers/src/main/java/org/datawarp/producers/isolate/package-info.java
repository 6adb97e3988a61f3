/** Reads files in processes of their own, which can be killed: what a file does to its reader ends there. */
@NullMarked
package org.datawarp.producers.isolate;

import org.jspecify.annotations.NullMarked;
