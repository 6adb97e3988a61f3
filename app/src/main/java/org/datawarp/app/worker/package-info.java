/** The Worker on this machine: its packages, its build, and the child process that runs it. */
@NullMarked
package org.datawarp.app.worker;

import org.jspecify.annotations.NullMarked;
