/** Makes topics, tables and objects anew from what lies before them. */
@NullMarked
package org.datawarp.operate.rebuild;

import org.jspecify.annotations.NullMarked;
