/** Value types for the words that name things. Every value that exists is well formed. */
@NullMarked
package org.datawarp.schemas.name;

import org.jspecify.annotations.NullMarked;
