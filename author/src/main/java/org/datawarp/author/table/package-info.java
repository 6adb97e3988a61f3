/** Analyses sheets that no manifest describes: which tables they hold, what their columns mean, what each row is. */
@NullMarked
package org.datawarp.author.table;

import org.jspecify.annotations.NullMarked;
