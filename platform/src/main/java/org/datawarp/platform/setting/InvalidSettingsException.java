package org.datawarp.platform.setting;

import java.util.List;

/** Settings that cannot be used, with every problem found. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param problems at least one, each with the setting it is about */
    public InvalidSettingsException(List<String> problems) {
        super("Cannot use the settings, %d problem(s) found:%n  %s"
                .formatted(problems.size(), String.join(System.lineSeparator() + "  ", problems)));
    }
}
