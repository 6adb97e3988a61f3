/** Messages of topics as JSON lines. */
@NullMarked
package org.datawarp.app.tap;

import org.jspecify.annotations.NullMarked;
