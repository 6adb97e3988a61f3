package org.datawarp.platform.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.topic.Topic;
import org.jspecify.annotations.Nullable;

/** Reads the settings of an outside Kafka, as properties of its clients. */
final class KafkaReader {

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_SSL", "SASL_PLAINTEXT");
    private static final String DEFAULT_MECHANISM = "SCRAM-SHA-512";

    /** More copies of each message than anyone needs. */
    private static final int MOST_COPIES = 15;

    private final SettingValues values;

    KafkaReader(SettingValues values) {
        this.values = values;
    }

    /** @return client properties; null when no Kafka is named */
    @Nullable
    Map<String, String> read() {
        String servers = values.value(Setting.KAFKA_BOOTSTRAP_SERVERS);
        if (servers.isEmpty()) {
            return null;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", servers);
        if (values.isGiven(Setting.KAFKA_REPLICATION)) {
            properties.put(
                    Topic.REPLICATION, Integer.toString(values.number(Setting.KAFKA_REPLICATION, 1, MOST_COPIES)));
        }
        String protocol = values.oneOf(Setting.KAFKA_SECURITY_PROTOCOL, PROTOCOLS);
        if (!protocol.isEmpty()) {
            properties.put("security.protocol", protocol);
        }
        if (protocol.startsWith("SASL")) {
            properties.putAll(login());
        } else {
            refuse(
                    "a protocol with SASL in KAFKA_SECURITY_PROTOCOL too",
                    Setting.KAFKA_SASL_MECHANISM,
                    Setting.KAFKA_SASL_USERNAME,
                    Setting.KAFKA_SASL_PASSWORD,
                    Setting.KAFKA_SASL_JAAS_CONFIG);
        }
        if (protocol.endsWith("SSL")) {
            store(Setting.KAFKA_CA_FILE, "ssl.truststore", properties);
            store(Setting.KAFKA_CERTIFICATE_FILE, "ssl.keystore", properties);
        } else {
            refuse(
                    "SSL or SASL_SSL in KAFKA_SECURITY_PROTOCOL too",
                    Setting.KAFKA_CA_FILE,
                    Setting.KAFKA_CERTIFICATE_FILE);
        }
        return properties;
    }

    /** Refuses settings that would be ignored: they are more likely a mistake in another setting. */
    private void refuse(String expected, Setting... settings) {
        for (Setting setting : settings) {
            if (values.isGiven(setting)) {
                values.problem(setting, setting.mayBeInFile() ? "..." : values.value(setting), expected);
            }
        }
    }

    private void store(Setting setting, String property, Map<String, String> properties) {
        values.file(setting).ifPresent(file -> {
            properties.put(property + ".type", "PEM");
            properties.put(property + ".location", file);
        });
    }

    private Map<String, String> login() {
        String given = values.value(Setting.KAFKA_SASL_MECHANISM);
        String mechanism = given.isEmpty() ? DEFAULT_MECHANISM : given;
        String jaas = values.value(Setting.KAFKA_SASL_JAAS_CONFIG);
        return Map.of("sasl.mechanism", mechanism, "sasl.jaas.config", jaas.isEmpty() ? jaas(mechanism) : jaas);
    }

    private String jaas(String mechanism) {
        for (Setting setting : List.of(Setting.KAFKA_SASL_USERNAME, Setting.KAFKA_SASL_PASSWORD)) {
            if (values.value(setting).isEmpty()) {
                values.problem(setting, "", "a login, since KAFKA_SECURITY_PROTOCOL is one with SASL");
            }
        }
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                .formatted(
                        module(mechanism),
                        escaped(values.value(Setting.KAFKA_SASL_USERNAME)),
                        escaped(values.value(Setting.KAFKA_SASL_PASSWORD)));
    }

    private String module(String mechanism) {
        return switch (mechanism) {
            case "PLAIN" -> "plain.PlainLoginModule";
            case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "scram.ScramLoginModule";
            default -> {
                values.problem(
                        Setting.KAFKA_SASL_MECHANISM,
                        mechanism,
                        "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, or KAFKA_SASL_JAAS_CONFIG too");
                yield "";
            }
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
