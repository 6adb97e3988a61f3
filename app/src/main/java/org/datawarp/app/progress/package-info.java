/** Shows a person the progress of the work. */
@NullMarked
package org.datawarp.app.progress;

import org.jspecify.annotations.NullMarked;
