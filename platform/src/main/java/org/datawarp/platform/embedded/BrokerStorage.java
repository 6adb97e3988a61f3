package org.datawarp.platform.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The folder of a broker that is also a controller.
 *
 * @param node the broker's number
 * @param clusterId 16 bytes in Base64, as Kafka has them; the same for every broker of a cluster
 * @param controllerListener as the broker's settings call it
 */
public record BrokerStorage(Path folder, int node, String clusterId, String controllerListener) {

    /**
     * Formats the folder so that a broker can start over it; does nothing if it is formatted already.
     *
     * @param version of the features of a new one
     * @param logins who may log in, as {@code kafka-storage.sh format --add-scram} takes them
     */
    public void format(MetadataVersion version, List<String> logins) throws Exception {
        Files.createDirectories(folder);
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(node)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setReleaseVersion(version)
                    .setControllerListenerName(controllerListener)
                    .setScramArguments(logins)
                    .setIgnoreFormatted(true)
                    .run();
        }
    }
}
