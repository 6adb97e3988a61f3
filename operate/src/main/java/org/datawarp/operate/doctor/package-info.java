/** Looks whether an installation is as it must be, and says what to do where it is not. */
@NullMarked
package org.datawarp.operate.doctor;

import org.jspecify.annotations.NullMarked;
