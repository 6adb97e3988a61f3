/** What calls to servers of others share. */
@NullMarked
package org.datawarp.app.http;

import org.jspecify.annotations.NullMarked;
