package org.datawarp.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** The ports of the last start, kept in a file so that addresses written down elsewhere stay true. One owning thread. */
final class RememberedPorts {

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
