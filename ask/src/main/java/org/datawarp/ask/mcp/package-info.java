/**
 * What {@code datawarp mcp} offers an agent over standard input and output: the tools of the Worker's {@code /mcp}, in the
 * same words, over the published Parquet or over PostgreSQL.
 */
@NullMarked
package org.datawarp.ask.mcp;

import org.jspecify.annotations.NullMarked;
