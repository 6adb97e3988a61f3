package org.datawarp.operate.doctor;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.datawarp.operate.vitals.DatabaseSigns;
import org.datawarp.operate.vitals.DatabaseSigns.Server;
import org.datawarp.operate.vitals.DatabaseSigns.Slot;
import org.datawarp.operate.vitals.KafkaSigns;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.topic.Topics;

/** Judges what Kafka and PostgreSQL say of themselves, and what waits in them. */
final class ServiceChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LEAST_POSTGRESQL = 140_000;

    /** Before it, a transaction that hangs may be finished by the one after it. */
    private static final int LEAST_TRANSACTIONS = 2;

    /** S3 refuses what is 15 minutes off; long before, times of stages make no sense. */
    private static final Duration MOST_OFF = Duration.ofSeconds(30);

    /** Half of what the embedded server keeps for a capture that is away. */
    private static final long MOST_RETAINED_BYTES = 32L * 1024 * 1024 * 1024;

    private static final Set<String> EXPECTED = Set.of(
            Topics.manifests().name(),
            Topics.events().name(),
            Topics.transactions().name());

    private final Endpoints endpoints;
    private final InstantSource clock;

    ServiceChecks(Endpoints endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    List<Finding> run() throws InterruptedException {
        List<Finding> kafka = kafka();
        List<Finding> database = database();
        List<Finding> findings = new ArrayList<>(kafka);
        findings.addAll(database);
        if (kafka.size() > 1 && database.size() > 1) {
            findings.addAll(work());
        }
        return findings;
    }

    private List<Finding> kafka() throws InterruptedException {
        Object servers = endpoints.kafkaProperties().get("bootstrap.servers");
        List<Finding> findings = new ArrayList<>();
        try (KafkaSigns kafka = KafkaSigns.open(endpoints.kafkaProperties(), PATIENCE)) {
            int brokers = kafka.brokers();
            findings.add(Finding.ok("kafka", "%d broker(s) at %s".formatted(brokers, servers)));
            int version = kafka.transactionVersion();
            findings.add(Finding.of(
                    version >= LEAST_TRANSACTIONS,
                    "kafka transactions",
                    "transaction.version %d".formatted(version),
                    "%d or later".formatted(LEAST_TRANSACTIONS),
                    "use Kafka 4.3 or later, and kafka-features.sh upgrade --feature transaction.version=%d"
                            .formatted(LEAST_TRANSACTIONS)));
            findings.add(topics(kafka.topics()));
            findings.add(
                    brokers == 1
                            ? Finding.ok("kafka copies", "one broker keeps all there is")
                            : copies(brokers, kafka.topicsWithoutCopy()));
        } catch (KafkaException e) {
            findings.add(Finding.problem(
                    "kafka",
                    "%s: %s".formatted(servers, Finding.reason(e)),
                    "an answer within seconds",
                    "start it, or correct KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL and the login"));
        }
        return findings;
    }

    private static Finding topics(Set<String> shown) {
        Set<String> lacking = new TreeSet<>(EXPECTED);
        lacking.removeAll(shown);
        return lacking.isEmpty()
                ? Finding.ok("topics", "those that all roles share are there")
                : Finding.cannotTell(
                        "topics",
                        "not there or not shown to this login: " + String.join(", ", lacking),
                        "a role makes them at its first start; else allow this login to describe, read and write datawarp.*");
    }

    private static Finding copies(int brokers, Set<String> single) {
        return Finding.of(
                single.isEmpty(),
                "kafka copies",
                single.isEmpty()
                        ? "each topic is kept by several brokers"
                        : "%d topic(s) kept by one broker".formatted(single.size()),
                "several brokers for each topic, since there are %d".formatted(brokers),
                "set KAFKA_REPLICATION before topics are made; for those that are there, kafka-reassign-partitions.sh:"
                        + " docs/scaling.md");
    }

    private List<Finding> database() {
        Settings.Database database = endpoints.database();
        try (DatabaseSigns signs = DatabaseSigns.open(database.settings())) {
            Server server = signs.server();
            return List.of(
                    Finding.of(
                            server.number() >= LEAST_POSTGRESQL,
                            "postgresql",
                            server.version().replaceAll(" on .*", ""),
                            "PostgreSQL 14 or later",
                            "upgrade the server"),
                    Finding.of(
                            server.walLevel().equals("logical"),
                            "wal_level",
                            server.walLevel(),
                            "logical",
                            "ALTER SYSTEM SET wal_level = logical; then restart the server"),
                    permissions(server),
                    slot(signs.slot()),
                    clock(server));
        } catch (SQLException e) {
            return List.of(
                    Finding.problem(
                            "postgresql",
                            "%s: %s".formatted(database, Finding.reason(e)),
                            "an answer within seconds",
                            "start it, or correct POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DB, POSTGRES_USER and POSTGRES_PASSWORD"));
        }
    }

    private static Finding permissions(Server server) {
        return Finding.of(
                server.mayReplicate() && server.mayCreate(),
                "permissions",
                "%s %s replicate and %s create schemas"
                        .formatted(
                                server.user(),
                                server.mayReplicate() ? "may" : "may not",
                                server.mayCreate() ? "may" : "may not"),
                "both",
                "ALTER ROLE %1$s REPLICATION; GRANT CREATE ON DATABASE ... TO %1$s;".formatted(server.user()));
    }

    private static Finding slot(Optional<Slot> slot) {
        if (slot.isEmpty()) {
            return Finding.cannotTell(
                    "slot",
                    "there is none yet",
                    "capture makes it when it first starts: ./datawarp up, or run capture");
        }
        Slot one = slot.get();
        String found = "%s, %s, %,.1f MB of log retained"
                .formatted(one.log(), one.isUsed() ? "in use" : "not in use", one.keptLogBytes() / 1e6);
        if (one.isLost()) {
            return Finding.problem(
                    "slot",
                    found,
                    "a slot whose log is there",
                    "start capture: it starts again with all rows by itself");
        }
        return Finding.of(
                one.isUsed() && one.keptLogBytes() <= MOST_RETAINED_BYTES,
                "slot",
                found,
                "in use, with less than %,d GB of log".formatted(MOST_RETAINED_BYTES >> 30),
                "start capture (./datawarp run capture), or see in its log why it does not follow");
    }

    private Finding clock(Server server) {
        Duration off = Duration.between(server.time(), clock.instant());
        return Finding.of(
                off.abs().compareTo(MOST_OFF) <= 0,
                "clock",
                "%,.1f s off that of PostgreSQL".formatted(off.toMillis() / 1e3),
                "at most %d s".formatted(MOST_OFF.toSeconds()),
                "have both machines keep time by NTP (timedatectl set-ntp true)");
    }

    private List<Finding> work() throws InterruptedException {
        try (KafkaSigns kafka = KafkaSigns.open(endpoints.kafkaProperties(), PATIENCE);
                DatabaseSigns signs = DatabaseSigns.open(endpoints.database().settings())) {
            String held = signs.heldByPublication().entrySet().stream()
                    .filter(publication -> publication.getValue() > 0)
                    .map(publication -> "%s %d".formatted(publication.getKey(), publication.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            long behind = kafka.behindTransactions(signs.loaded());
            return List.of(
                    behind == 0
                            ? Finding.ok("lag", "all that is in Kafka is in the database")
                            : Finding.cannotTell(
                                    "lag",
                                    "%,d messages are still to be loaded".formatted(behind),
                                    "check again in a minute; if there are not fewer, see that apply runs"),
                    Finding.of(
                            held.isEmpty(),
                            "held releases",
                            held.isEmpty() ? "none" : held,
                            "none",
                            "see why, and fix it: ./datawarp status, ./datawarp repair"));
        } catch (SQLException e) {
            return List.of(Finding.cannotTell(
                    "lag",
                    Finding.reason(e),
                    "apply makes the tables when it first starts: ./datawarp up, or run apply"));
        } catch (KafkaException e) {
            return List.of(Finding.cannotTell("lag", Finding.reason(e), "check again in a minute"));
        }
    }
}
