/** What can be set: every setting once, with its default and the reason for it. */
@NullMarked
package org.datawarp.app.setting;

import org.jspecify.annotations.NullMarked;
