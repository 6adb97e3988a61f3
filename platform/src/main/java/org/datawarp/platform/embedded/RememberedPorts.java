package org.datawarp.platform.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * The ports of the last start, kept in a file so that addresses written down elsewhere stay valid. Owned by one thread.
 */
public final class RememberedPorts {

    /** Where they are kept in a data directory. */
    static final String FILE = "ports.properties";

    private final Path file;
    private final Properties ports = new Properties();

    RememberedPorts(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            }
        }
    }

    /**
     * A free port for a service outside the stack: the port of its first start, if it is free. If it is taken, another
     * port is used for this run only: the same service of another command over the same data directory may hold it, and
     * that address stays the remembered one.
     *
     * @param dataDirectory that this process uses
     * @param service its name, other than those of the stack
     */
    public static int claim(Path dataDirectory, String service) throws IOException {
        Files.createDirectories(dataDirectory);
        RememberedPorts ports = new RememberedPorts(dataDirectory.resolve(FILE));
        int port = FreePorts.claim(ports.wanted(service), service);
        if (!ports.knows(service)) {
            ports.remember(service, port);
            ports.save();
        }
        return port;
    }

    private boolean knows(String service) {
        return ports.containsKey(service);
    }

    /** The remembered port if it is free, else 0. */
    int wanted(String service) {
        String text = ports.getProperty(service, "").strip();
        if (!text.matches("\\d{1,5}")) {
            return 0;
        }
        int port = Integer.parseInt(text);
        return port > 0 && port <= 65_535 && FreePorts.isFree(port) ? port : 0;
    }

    void remember(String service, int port) {
        ports.setProperty(service, String.valueOf(port));
    }

    void save() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            ports.store(writer, "Ports of the last start; taken again while they are free.");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
