/** The messages of the change and transaction topics: row changes, transactions, commits. */
@NullMarked
package org.datawarp.schemas.change;

import org.jspecify.annotations.NullMarked;
