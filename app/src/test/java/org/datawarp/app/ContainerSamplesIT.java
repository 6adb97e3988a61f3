package org.datawarp.app;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** On the official images of Kafka and PostgreSQL, for machines with Docker: {@code mvn verify -Pdocker}. */
@Tag("docker")
@Testcontainers
class ContainerSamplesIT extends SamplesContract {

    private static final int POSTGRES_PORT = 5432;

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @Container
    private static final PostgreSQLContainer POSTGRES =
            new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "wal_level=logical");

    @Override
    Map<String, String> services() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.getBootstrapServers(),
                "POSTGRES_HOST", POSTGRES.getHost(),
                "POSTGRES_PORT", POSTGRES.getMappedPort(POSTGRES_PORT).toString(),
                "POSTGRES_DB", POSTGRES.getDatabaseName(),
                "POSTGRES_USER", POSTGRES.getUsername(),
                "POSTGRES_PASSWORD", POSTGRES.getPassword());
    }
}
