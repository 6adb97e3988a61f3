/** Reads files in separate processes, which can be killed: a file that breaks its reader breaks nothing else. */
@NullMarked
package org.datawarp.producers.isolate;

import org.jspecify.annotations.NullMarked;
