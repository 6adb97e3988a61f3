/** How fast files are read: this reader compared with common libraries, each in a process of its own. */
@NullMarked
package org.datawarp.bench.reading;

import org.jspecify.annotations.NullMarked;
