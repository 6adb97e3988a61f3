package org.datawarp.platform.embedded;

import java.nio.file.Path;

/** Another process, or another part of this one, already works in a data directory. */
public final class DataDirectoryInUseException extends EmbeddedStartException {

    private static final long serialVersionUID = 1L;

    private final transient Path directory;

    DataDirectoryInUseException(Path directory) {
        super(
                "Cannot start in " + directory + ": found another running instance that holds this directory, expected"
                        + " none; stop that instance, or choose another data directory.",
                null);
        this.directory = directory;
    }

    /** The directory that is taken. */
    public Path directory() {
        return directory;
    }
}
