package org.datawarp.app.outside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A broker whose clients must use TLS, show a certificate and log in by SCRAM-SHA-512. Closed by the code that started
 * it.
 */
public final class SecuredKafka implements AutoCloseable {

    /** The one who may log in. */
    public static final String USER = "datawarp";

    /** With what a JAAS line would have to escape. */
    public static final String PASSWORD = "kafka \"canary\" \\ 5e1f";

    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                    .formatted(USER, PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""));

    private final OneBroker broker;
    private final int port;

    private SecuredKafka(OneBroker broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    public static SecuredKafka start(Path directory, Certificates certificates) throws Exception {
        int port = OneBroker.freePort();
        OneBroker broker = OneBroker.start(
                directory,
                settings(certificates, port),
                List.of("SCRAM-SHA-512=[name=%s,password=\"%s\"]".formatted(USER, PASSWORD)));
        return new SecuredKafka(broker, port);
    }

    private static Map<String, String> settings(Certificates certificates, int port) {
        return Map.ofEntries(
                Map.entry("listeners", "SASL_SSL://127.0.0.1:" + port),
                Map.entry("advertised.listeners", "SASL_SSL://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL"),
                Map.entry("inter.broker.listener.name", "SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
                Map.entry("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", LOGIN),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry(
                        "ssl.keystore.location",
                        certificates.serverKeyAndChain().toString()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", certificates.authority().toString()),
                // For a listener with SASL, only what is said of itself counts.
                Map.entry("listener.name.sasl_ssl.ssl.client.auth", "required"));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        broker.close();
    }
}
