package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.datawarp.app.outside.Certificates;
import org.datawarp.app.outside.SecuredDatabase;
import org.datawarp.app.outside.SecuredKafka;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.RefusedException;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.streams.release.ReleaseState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Kafka and a PostgreSQL that require TLS, certificates and passwords, set up as in {@code docs/security.md}. */
@Tag("D10")
@Tag("slow")
class SecuredServicesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static Path manifests;
    private static Certificates certificates;
    private static Certificates strangers;
    private static SecuredKafka kafka;
    private static SecuredDatabase database;

    @BeforeAll
    static void start() throws Exception {
        manifests = BundledManifests.copy(folder.resolve("manifests"), "mhsds-four-week-waits");
        certificates = Certificates.make(folder.resolve("certificates"));
        strangers = Certificates.make(folder.resolve("strangers"));
        kafka = SecuredKafka.start(folder.resolve("kafka"), certificates);
        database = SecuredDatabase.start(folder.resolve("postgres"), folder.resolve("pgbin"), certificates);
    }

    @AfterAll
    static void stop() {
        database.close();
        kafka.close();
    }

    /** What an operator sets; a test changes some of it. */
    private static Map<String, String> environment(String... changes) throws Exception {
        Path password = Files.writeString(folder.resolve("kafka-password"), SecuredKafka.PASSWORD + "\n");
        Map<String, String> all = new HashMap<>(Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.entry("KAFKA_SASL_USERNAME", SecuredKafka.USER),
                Map.entry("KAFKA_SASL_PASSWORD_FILE", password.toString()),
                Map.entry("KAFKA_CA_FILE", certificates.authority().toString()),
                Map.entry(
                        "KAFKA_CERTIFICATE_FILE",
                        certificates.clientKeyAndChain().toString()),
                Map.entry("POSTGRES_HOST", "127.0.0.1"),
                Map.entry("POSTGRES_PORT", Integer.toString(database.port())),
                Map.entry("POSTGRES_PASSWORD_FILE", database.passwordFile().toString()),
                Map.entry("POSTGRES_CA_FILE", certificates.authority().toString()),
                Map.entry("POSTGRES_CERTIFICATE_FILE", certificates.client().toString()),
                Map.entry("POSTGRES_KEY_FILE", certificates.clientKey().toString())));
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            if (parts[1].isEmpty()) {
                all.remove(parts[0]);
            } else {
                all.put(parts[0], parts[1]);
            }
        }
        return all;
    }

    @Test
    void carryAPublicationFromThePageToTheCatalogue() throws Exception {
        try (RunningStack stack = RunningStack.start(folder.resolve("data"), manifests, "samples", environment())) {
            assertThat(stack.load()).isNotEmpty().containsValue(ReleaseState.PROMOTED);
            stack.awaitCopies();

            String count = "SELECT count(*) FROM %smhsds_four_week_waits";
            assertThat(stack.duckdb(count.formatted(""))).isEqualTo(stack.sql(count.formatted("data.")));
            assertThat(stack.catalog().datasets()).hasSize(1);
            assertThat(stack.settings() + " " + stack.endpoints()).doesNotContain("canary");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "another password of Kafka",
                        new String[] {"KAFKA_SASL_PASSWORD_FILE=", "KAFKA_SASL_PASSWORD=wrong"},
                        "Cannot log in to Kafka at",
                        "KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM (found SCRAM-SHA-512)"),
                Arguments.of(
                        "Kafka's authority not trusted",
                        new String[] {"KAFKA_CA_FILE=" + strangers.authority()},
                        "Cannot trust Kafka at",
                        "KAFKA_CA_FILE (found " + strangers.authority()),
                Arguments.of(
                        "no certificate for Kafka",
                        new String[] {"KAFKA_CERTIFICATE_FILE="},
                        "Cannot trust Kafka at",
                        "KAFKA_CERTIFICATE_FILE (found none)"),
                Arguments.of(
                        "another password of PostgreSQL",
                        new String[] {"POSTGRES_PASSWORD_FILE=", "POSTGRES_PASSWORD=wrong"},
                        "password authentication failed",
                        "Check POSTGRES_USER and POSTGRES_PASSWORD"),
                Arguments.of(
                        "PostgreSQL's authority not trusted",
                        new String[] {"POSTGRES_CA_FILE=" + strangers.authority()},
                        "Cannot log in to PostgreSQL at",
                        "Check POSTGRES_CA_FILE (found " + strangers.authority()),
                Arguments.of(
                        "PostgreSQL without encryption",
                        new String[] {"POSTGRES_SSLMODE=disable"},
                        "no encryption",
                        "POSTGRES_SSLMODE (found disable)"),
                Arguments.of(
                        "another name than the certificate has",
                        new String[] {"POSTGRES_HOST=localhost"},
                        "Cannot log in to PostgreSQL at",
                        "which has to name POSTGRES_HOST"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusals(String name, String[] changes, String what, String advice) throws Exception {
        Settings settings = SettingsReader.read(Map.of(), environment(changes), Path.of(".."));

        assertThatThrownBy(() -> startApply(settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(advice)
                .hasMessageNotContaining("wrong");
    }

    private static void startApply(Settings settings) throws Exception {
        Endpoints endpoints = new Endpoints(
                settings.kafka(),
                settings.database(),
                Map.of(),
                new StoreSettings(URI.create("http://127.0.0.1:1"), "auto", "none", "none", "none"),
                "");
        Pipeline.start(EnumSet.of(Role.APPLY), settings, endpoints, event -> {}, failure -> {})
                .close();
    }

    @Test
    void aKafkaThatExpectsTlsIsWaitedForWithAWordOnTheTerminal() throws Exception {
        Path said = folder.resolve("said");
        Map<String, String> environment = environment(
                "KAFKA_SECURITY_PROTOCOL=",
                "KAFKA_SASL_USERNAME=",
                "KAFKA_SASL_PASSWORD_FILE=",
                "KAFKA_CA_FILE=",
                "KAFKA_CERTIFICATE_FILE=",
                "S3_ENDPOINT=http://127.0.0.1:1",
                "S3_ACCESS_KEY_ID=none",
                "S3_SECRET_ACCESS_KEY=none");
        // What TLS answers, taken for a length, asks for 352 MB.
        Process process =
                RoleProcess.start(Role.FETCH, "128m", folder.resolve("plaintext"), manifests, environment, said);
        try {
            Awaitility.await("what it says")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(said).contains("waiting") || !process.isAlive());

            assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
            assertThat(Files.readString(said).lines())
                    .allSatisfy(line -> assertThat(line)
                            .startsWith(
                                    "Kafka at %s does not answer; waiting for it.".formatted(kafka.bootstrapServers()))
                            .contains("KAFKA_SECURITY_PROTOCOL (found none: PLAINTEXT)"));
        } finally {
            process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
