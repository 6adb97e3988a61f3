/** What all calls to other people's servers share. */
@NullMarked
package org.datawarp.platform.http;

import org.jspecify.annotations.NullMarked;
