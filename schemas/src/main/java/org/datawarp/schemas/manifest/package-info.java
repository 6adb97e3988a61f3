/** The manifest records, their validation, and their one strict reader. */
@NullMarked
package org.datawarp.schemas.manifest;

import org.jspecify.annotations.NullMarked;
