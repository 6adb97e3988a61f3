package org.datawarp.operate.vitals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine and this process say of themselves. */
public final class Machine {

    private Machine() {}

    /** How much this user may still write on the disk of a folder. */
    public static long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    public static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    public static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
