package org.datawarp.app.command;

import org.datawarp.platform.setting.Settings;

/** A problem that the user can fix. Only its message is shown. */
final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param message what failed, where, found, expected, and what to do */
    UserException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static UserException nothingPublished(Settings settings) {
        return new UserException(
                ExitCode.PROBLEM,
                "Cannot answer: nothing is published in %s yet; start with: ./datawarp up"
                        .formatted(settings.dataDirectory()));
    }

    int exitCode() {
        return exitCode;
    }
}
