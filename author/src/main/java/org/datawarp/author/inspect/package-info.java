/** Shows what DataWarp understands of files and names by itself, before any manifest: for people and for programs. */
@NullMarked
package org.datawarp.author.inspect;

import org.jspecify.annotations.NullMarked;
