package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.setting.Settings.SourceSetting;
import org.datawarp.schemas.setting.StoreBudget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir
    Path home;

    @BeforeEach
    void makeManifests() throws IOException {
        Files.createDirectory(home.resolve("manifests"));
    }

    @Test
    void everythingHasADefault() {
        Settings settings = SettingsReader.read(Map.of(), Map.of(), home);

        assertThat(settings)
                .isEqualTo(new Settings(
                        Path.of("data").toAbsolutePath(),
                        home.resolve("manifests"),
                        new SourceSetting(SourceSetting.Kind.SAMPLES, null, null),
                        Settings.Polling.every(Duration.ofSeconds(5)),
                        2,
                        List.of(),
                        new Settings.Room(2_000_000, 2_000_000, 8L << 30, 1L << 30),
                        StoreBudget.NONE,
                        new Settings.Worker(home.resolve("worker").toAbsolutePath(), 0, null, List.of()),
                        null,
                        null,
                        null));
    }

    @Test
    void readsTheBudgetOfTheStore() {
        Map<String, String> environment =
                Map.of("DATAWARP_BUDGET_STORED_GB", "10", "DATAWARP_BUDGET_CLASS_A", "900000");

        StoreBudget budget = SettingsReader.read(Map.of(), environment, home).budget();

        assertThat(budget).isEqualTo(new StoreBudget(10_000_000_000L, 900_000, Long.MAX_VALUE));
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of("DATAWARP_BUDGET_CLASS_B", "10"), home))
                .hasMessageContaining("DATAWARP_BUDGET_CLASS_B: found \"10\", expected a whole number from 1000");
    }

    @Test
    void optionWinsOverEnvironment() {
        Settings settings = SettingsReader.read(
                Map.of(Setting.DATAWARP_SOURCE, "live"), Map.of("DATAWARP_SOURCE", "https://example.org"), home);

        assertThat(settings.source().kind()).isEqualTo(SourceSetting.Kind.LIVE);
        assertThat(settings.polling().every()).isNull();
    }

    @Test
    void aPaceThatIsSetGoesBeforeCalendars() {
        Settings settings = SettingsReader.read(
                Map.of(Setting.DATAWARP_SOURCE, "live"), Map.of("DATAWARP_POLL_SECONDS", "60"), home);

        assertThat(settings.polling().every()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoLooksMustFitIntoAHeader() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of("DATAWARP_CONTACT", "me\r\nCookie: x"), home))
                .hasMessageContaining("DATAWARP_CONTACT: found")
                .hasMessageContaining("expected a URL or an e-mail address");
    }

    @Test
    void servicesElsewhereAreUsedWhenTheyAreNamed() {
        Settings settings = SettingsReader.read(
                Map.of(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "POSTGRES_HOST", "db",
                        "POSTGRES_PASSWORD", "secret",
                        "R2_ENDPOINT", "https://account.example.com",
                        "R2_ACCESS_KEY_ID", "id",
                        "R2_SECRET_ACCESS_KEY", "secret"),
                home);

        assertThat(settings.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("security.protocol", "SSL"));
        assertThat(settings.database()).hasToString("jdbc:postgresql://db:5432/datawarp as datawarp");
        assertThat(settings.store()).hasToString("https://account.example.com bucket datawarp");
    }

    @Test
    void howManyBrokersKeepAMessageIsTheClustersToSayUnlessItIsSet() {
        Map<String, String> set = Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_REPLICATION", "3");
        Map<String, String> wrong = Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_REPLICATION", "0");

        assertThat(SettingsReader.read(Map.of(), set, home).kafka())
                .containsOnly(Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("replication.factor", "3"));
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), wrong, home))
                .hasMessageContaining("KAFKA_REPLICATION: found \"0\", expected a whole number from 1 to 15");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        Map<String, String> environment = Map.of(
                "DATAWARP_PARTITIONS", "many",
                "DATAWARP_SOURCE", home.resolve("nowhere").toString(),
                "POSTGRES_HOST", "db",
                "POSTGRES_PORT", "0",
                "S3_ENDPOINT", "store");

        assertThatThrownBy(() -> SettingsReader.read(Map.of(), environment, home))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("6 problem(s)")
                .hasMessageContaining("DATAWARP_PARTITIONS: found \"many\", expected a whole number from 1 to 256")
                .hasMessageContaining("POSTGRES_PORT: found \"0\"")
                .hasMessageContaining("S3_ENDPOINT: found \"store\", expected a URL")
                .hasMessageContaining("S3_SECRET_ACCESS_KEY");
    }

    @Test
    void passwordsMayStandInFiles() throws IOException {
        Path kafka = Files.writeString(home.resolve("kafka"), "with \"quotes\" \n\n");
        Path postgres = Files.writeString(home.resolve("postgres"), "from a file");

        Settings settings = SettingsReader.read(
                Map.of(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_USERNAME", "loader",
                        "KAFKA_SASL_PASSWORD_FILE", kafka.toString(),
                        "POSTGRES_HOST", "db",
                        "POSTGRES_PASSWORD_FILE", postgres.toString()),
                home);

        assertThat(settings.kafka())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"loader\""
                                + " password=\"with \\\"quotes\\\" \";");
        assertThat(settings.database()).extracting(Settings.Database::password).isEqualTo("from a file");
        assertThat(settings.toString()).doesNotContain("quotes").doesNotContain("from a file");
    }

    @Test
    void anAuthorityIsTrustedForItsServersOnly() throws IOException {
        Path authority = Files.writeString(home.resolve("authority.pem"), "a certificate");

        Settings settings = SettingsReader.read(
                Map.of(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "KAFKA_CA_FILE", authority.toString(),
                        "POSTGRES_HOST", "db",
                        "POSTGRES_CA_FILE", authority.toString()),
                home);

        assertThat(settings.kafka())
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", authority.toString());
        assertThat(settings.database())
                .extracting(Settings.Database::tls)
                .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", authority.toString()));
    }

    @Test
    void whatWouldBePassedOverIsTold() {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "KAFKA_SASL_PASSWORD", "s3cret",
                "KAFKA_CA_FILE", "/nowhere/ca.pem",
                "POSTGRES_HOST", "db",
                "POSTGRES_PASSWORD", "s3cret",
                "POSTGRES_PASSWORD_FILE", "/nowhere/password",
                "POSTGRES_SSLMODE", "verify-full",
                "POSTGRES_KEY_FILE", "/nowhere/key.pem");

        assertThatThrownBy(() -> SettingsReader.read(Map.of(), environment, home))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("KAFKA_SASL_PASSWORD: found \"...\", expected a protocol with SASL")
                .hasMessageContaining("KAFKA_CA_FILE: found \"/nowhere/ca.pem\", expected SSL or SASL_SSL")
                .hasMessageContaining(
                        "POSTGRES_PASSWORD: found \"POSTGRES_PASSWORD_FILE\" too, expected one of the two")
                .hasMessageContaining(
                        "POSTGRES_CA_FILE: found \"\", expected a file, since POSTGRES_SSLMODE is verify-full")
                .hasMessageContaining("POSTGRES_KEY_FILE: found \"/nowhere/key.pem\", expected a file that can be read")
                .hasMessageContaining("POSTGRES_CERTIFICATE_FILE: found \"\", expected a file")
                .hasMessageNotContaining("s3cret");
    }
}
