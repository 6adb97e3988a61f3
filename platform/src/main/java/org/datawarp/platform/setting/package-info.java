/** The settings: each once, with its default and the reason for it. */
@NullMarked
package org.datawarp.platform.setting;

import org.jspecify.annotations.NullMarked;
