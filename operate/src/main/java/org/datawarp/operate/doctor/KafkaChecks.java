package org.datawarp.operate.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.datawarp.schemas.topic.Topics;

/** What Kafka says of itself. */
final class KafkaChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String TRANSACTIONS = "transaction.version";

    /** Before it, a transaction that hangs may be finished by the one after it. */
    private static final int LEAST_TRANSACTIONS = 2;

    private static final Set<String> EXPECTED = Set.of(
            Topics.manifests().name(),
            Topics.events().name(),
            Topics.transactions().name());

    private final Map<String, Object> client;
    private final String servers;

    /** @param client properties of Kafka's clients, with {@code bootstrap.servers} */
    KafkaChecks(Map<String, Object> client) {
        this.client = new HashMap<>(client);
        this.servers = String.valueOf(client.get("bootstrap.servers"));
    }

    List<Finding> run() throws InterruptedException {
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        List<Finding> findings = new ArrayList<>();
        Admin admin;
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            return List.of(away(e));
        }
        try {
            int brokers = get(admin.describeCluster().nodes()).size();
            findings.add(Finding.ok("kafka", "%d broker(s) at %s".formatted(brokers, servers)));
            findings.add(transactions(admin));
            findings.add(topics(admin));
            findings.add(copies(admin, brokers));
        } catch (ExecutionException | TimeoutException e) {
            findings.add(away(e));
        } finally {
            admin.close(PATIENCE);
        }
        return findings;
    }

    private Finding away(Exception failure) {
        return Finding.problem(
                "kafka",
                "%s: %s".formatted(servers, Finding.reason(failure)),
                "an answer within seconds",
                "start it, or mend KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL and the login");
    }

    private static Finding transactions(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        FinalizedVersionRange range = get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTIONS);
        int version = range == null ? 0 : range.maxVersionLevel();
        return Finding.of(
                version >= LEAST_TRANSACTIONS,
                "kafka transactions",
                "%s %d".formatted(TRANSACTIONS, version),
                "%d or later".formatted(LEAST_TRANSACTIONS),
                "use Kafka 4.3 or later, and kafka-features.sh upgrade --feature %s=%d"
                        .formatted(TRANSACTIONS, LEAST_TRANSACTIONS));
    }

    private static Finding topics(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> lacking = new TreeSet<>(EXPECTED);
        lacking.removeAll(get(admin.listTopics().names()));
        return lacking.isEmpty()
                ? Finding.ok("topics", "those that all roles share are there")
                : Finding.cannotTell(
                        "topics",
                        "not there or not shown to this login: " + String.join(", ", lacking),
                        "a role makes them at its first start; else allow this login to describe, read and write datawarp.*");
    }

    /** Of several brokers, one may be lost with all that it keeps alone. */
    private static Finding copies(Admin admin, int brokers)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (brokers == 1) {
            return Finding.ok("kafka copies", "one broker keeps all there is");
        }
        Set<String> ours = new TreeSet<>(get(admin.listTopics().names()));
        ours.removeIf(topic -> !Topics.isOurs(topic));
        Set<String> single = new TreeSet<>();
        get(admin.describeTopics(ours).allTopicNames()).forEach((name, topic) -> {
            if (topic.partitions().stream()
                    .anyMatch(partition -> partition.replicas().size() < 2)) {
                single.add(name);
            }
        });
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

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
