/** Which statements {@code datawarp mcp} runs: those that the Worker runs, by the same rules. */
@NullMarked
package org.datawarp.ask.mcp.guard;

import org.jspecify.annotations.NullMarked;
