/** SQL over what is published, with DuckDB. */
@NullMarked
package org.datawarp.app.query;

import org.jspecify.annotations.NullMarked;
