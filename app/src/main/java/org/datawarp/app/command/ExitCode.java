package org.datawarp.app.command;

/** What the command's exit code says. */
final class ExitCode {

    /** All is well. */
    static final int OK = 0;

    /** Something was rejected or held, or failed on the way. */
    static final int PROBLEM = 1;

    /** A manifest, a setting or the command line is wrong. */
    static final int INVALID = 2;

    private ExitCode() {}
}
