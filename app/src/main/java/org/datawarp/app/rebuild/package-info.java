/** Makes topics, tables and objects anew from what lies before them. */
@NullMarked
package org.datawarp.app.rebuild;

import org.jspecify.annotations.NullMarked;
