package org.datawarp.platform.embedded;

import java.nio.file.Path;

/** Where the tests of this module unpack PostgreSQL's programs: once for all of them. */
final class SharedBinaries {

    static final Path DIRECTORY = Path.of("target", "pgbin").toAbsolutePath();

    private SharedBinaries() {}
}
