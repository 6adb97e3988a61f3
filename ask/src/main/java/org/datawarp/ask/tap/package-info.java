/** Messages of topics as JSON lines. */
@NullMarked
package org.datawarp.ask.tap;

import org.jspecify.annotations.NullMarked;
