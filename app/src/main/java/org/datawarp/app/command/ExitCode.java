package org.datawarp.app.command;

/** What the command's exit code says. */
final class ExitCode {

    /** Success. */
    static final int OK = 0;

    /** Something was rejected, held or failed. */
    static final int PROBLEM = 1;

    /** A manifest, a setting or the command line is wrong. */
    static final int INVALID = 2;

    private ExitCode() {}
}
