/** Decides which statements {@code datawarp mcp} runs: the same as the Worker, by the same rules. */
@NullMarked
package org.datawarp.ask.mcp.guard;

import org.jspecify.annotations.NullMarked;
