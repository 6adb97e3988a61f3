/** How fast files are read: this reader beside the libraries that others read with, each in a process of its own. */
@NullMarked
package org.datawarp.bench.reading;

import org.jspecify.annotations.NullMarked;
