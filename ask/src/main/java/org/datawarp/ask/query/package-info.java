/** SQL over what is published, with DuckDB. */
@NullMarked
package org.datawarp.ask.query;

import org.jspecify.annotations.NullMarked;
