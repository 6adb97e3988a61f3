package org.datawarp.operate.service;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The conditions on a data directory and on this machine before anything is started. */
public final class StartConditions {

    /** Nine publications need 480 open files, and each dataset has its own topics. */
    private static final long OPEN_FILES = 1024;

    private StartConditions() {}

    /**
     * Makes sure that this program understands a data directory and can write its log.
     *
     * @throws DataDirectoryException when it cannot; the message says what to do
     */
    public static void check(Path dataDirectory) throws IOException {
        DataDirectoryVersion.check(dataDirectory);
        requireLog(Path.of(System.getProperty(
                "datawarp.logs", dataDirectory.resolve("logs").toString())));
    }

    /** Otherwise the logging library would print its own errors, and the log would be incomplete. */
    static void requireLog(Path folder) {
        Path log = folder.resolve("datawarp.log");
        try {
            Files.createDirectories(folder);
            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "Cannot start: found that the log %s cannot be written (%s), expected a folder that the user %s may write in. Change its owner or permissions, or choose another folder with --data-dir."
                            .formatted(log, reason(e), System.getProperty("user.name")));
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is no folder";
        }
        return failure.getClass().getSimpleName().replace("Exception", "") + ": " + failure.getMessage();
    }

    /**
     * Makes sure that Kafka and PostgreSQL can open their files, since their own errors about this do not help.
     *
     * @throws DataDirectoryException when the system allows too few; the message says what to do
     */
    static void requireOpenFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            requireOpenFiles(system.getMaxFileDescriptorCount());
        }
    }

    static void requireOpenFiles(long most) {
        if (most < OPEN_FILES) {
            throw new DataDirectoryException(
                    "Cannot start: found a limit of %,d open files, expected at least %,d. Raise it: ulimit -Hn says what this shell may set, LimitNOFILE= sets it for systemd, --ulimit nofile= for Docker."
                            .formatted(most, OPEN_FILES));
        }
    }
}
