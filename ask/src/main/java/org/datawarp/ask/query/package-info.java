/** SQL over the published data, with DuckDB. */
@NullMarked
package org.datawarp.ask.query;

import org.jspecify.annotations.NullMarked;
