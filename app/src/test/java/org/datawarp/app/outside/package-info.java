/** Services outside of this process, as an organisation has them: behind encryption and logins, or a bad network. */
@NullMarked
package org.datawarp.app.outside;

import org.jspecify.annotations.NullMarked;
