/** What is going on, told to a person. */
@NullMarked
package org.datawarp.app.progress;

import org.jspecify.annotations.NullMarked;
