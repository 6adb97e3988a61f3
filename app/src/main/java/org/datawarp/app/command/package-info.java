/** The datawarp command line: one class for each command, with output through picocli so that a test can read it. */
@NullMarked
package org.datawarp.app.command;

import org.jspecify.annotations.NullMarked;
