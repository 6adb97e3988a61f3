/** Tables and numbers as a person reads them on a terminal. */
@NullMarked
package org.datawarp.app.text;

import org.jspecify.annotations.NullMarked;
