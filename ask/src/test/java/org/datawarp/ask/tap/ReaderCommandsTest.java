package org.datawarp.ask.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderCommandsTest {

    private static final Map<String, Object> PLAIN = Map.of("bootstrap.servers", "127.0.0.1:9092");
    private static final Map<String, Object> SECURED = Map.of(
            "bootstrap.servers", "kafka.example:9093",
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\" password=\"s3cret\";",
            "ssl.truststore.type", "PEM",
            "ssl.truststore.location", "/etc/it's here/ca.pem");

    private static ReaderCommands commands(String topic, Map<String, Object> kafka) {
        TopicStart start = new TopicStart(topic, Map.of(0, 1_204L, 1, 37L), "release 2025-03 of ae-monthly");
        return new ReaderCommands(start, kafka, "./datawarp tap " + topic + " --latest");
    }

    @Test
    void beginsEachPartitionWhereTheReleaseDoes() {
        ReaderCommands commands = commands("datawarp.raw.ae-monthly", PLAIN);

        assertThat(commands.kcat().lines())
                .containsExactly(
                        "kcat -C -b 127.0.0.1:9092 -t datawarp.raw.ae-monthly -p 0 -o 1204 -e -q -X isolation.level=read_committed"
                                + " -f '%p %o %T %S\\n'",
                        "kcat -C -b 127.0.0.1:9092 -t datawarp.raw.ae-monthly -p 1 -o 37 -e -q -X isolation.level=read_committed"
                                + " -f '%p %o %T %S\\n'");
        assertThat(commands.python()).contains("{0: 1204, 1: 37}");
        assertThat(commands.java()).contains("offsets.put(new TopicPartition(\"datawarp.raw.ae-monthly\", 1), 37L);");
    }

    @Test
    void namesSecuritySettingsAndNoSecret() {
        String text = commands("datawarp.changes.ae_provider", SECURED).text();

        assertThat(text)
                .doesNotContain("s3cret")
                .doesNotContain("\"me\"")
                .contains("-X security.protocol=SASL_SSL", "-X \"sasl.password=$KAFKA_SASL_PASSWORD\"")
                .contains("-X 'ssl.ca.location=/etc/it'\\''s here/ca.pem'")
                .contains("\"sasl.password\": os.environ[\"KAFKA_SASL_PASSWORD\"]")
                .contains("\"ssl.ca.location\": \"/etc/it's here/ca.pem\"")
                .contains("kafka.put(\"ssl.truststore.type\", \"PEM\");")
                .contains("ScramLoginModule required username=\\\"\" + System.getenv(\"KAFKA_SASL_USERNAME\")");
    }

    @Test
    void tellsNothingOfALoginOfAnotherKind() {
        String text = commands(
                        "datawarp.events",
                        Map.of(
                                "bootstrap.servers",
                                "k:9092",
                                "sasl.jaas.config",
                                "example.Module required token=\"s3cret\";"))
                .text();

        assertThat(text).doesNotContain("s3cret").contains("System.getenv(\"KAFKA_SASL_JAAS_CONFIG\")");
    }

    @Test
    void bringsTheSchemasThatAProgramNeeds() {
        assertThat(commands("datawarp.transactions", PLAIN).python())
                .contains("\"b76944ed0aa13d5e\": parse(r'''{\"type\":\"record\",\"name\":\"TransactionEnded\"");
        assertThat(commands("datawarp.changes.ae_provider", PLAIN).python())
                .contains("read(\"datawarp.schemas\"", "SCHEMAS = {}");
        assertThat(commands("datawarp.promotions", PLAIN).python())
                .contains("json.loads")
                .doesNotContain("avro");
    }

    @Test
    void asksDuckDbForTheRows(@TempDir Path folder) throws IOException, SQLException {
        Path lines = Files.writeString(folder.resolve("lines"), """
                {"partition":0,"offset":1204,"value":{"operation":"insert","before":null,"after":{"org":"RRK","beds":5}}}
                {"partition":0,"offset":1205,"value":{"operation":"insert","before":null,"after":{"org":"RAJ","beds":7}}}
                """);
        String query = commands("datawarp.changes.beds", PLAIN).query(lines.toString());

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong("offset")).isEqualTo(1_204);
            assertThat(rows.getString("operation")).isEqualTo("insert");
            assertThat(rows.getString("org")).isEqualTo("RRK");
            assertThat(rows.getLong("beds")).isEqualTo(5);
        }
    }
}
