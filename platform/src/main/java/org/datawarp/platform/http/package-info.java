/** What calls to servers of others share. */
@NullMarked
package org.datawarp.platform.http;

import org.jspecify.annotations.NullMarked;
