package org.datawarp.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final PublicationName PUBLICATION = new PublicationName("ae-monthly");
    private static final DatasetName DATASET = new DatasetName("ae_provider");

    @Test
    void leavesItToTheClusterHowManyBrokersKeepAMessage() {
        NewTopic topic = Topics.transactions().toNewTopic(Map.of("bootstrap.servers", "kafka:9092"));

        assertThat(topic.replicationFactor()).isEqualTo((short) -1);
        assertThat(topic.configs()).doesNotContainKey("min.insync.replicas");
    }

    @Test
    void hasAllBrokersButOneAgreeWhereTheirNumberIsGiven() {
        NewTopic three = Topics.raw(PUBLICATION, 4).toNewTopic(Map.of(Topic.REPLICATION, "3"));
        NewTopic one = Topics.raw(PUBLICATION, 4).toNewTopic(Map.of(Topic.REPLICATION, "1"));

        assertThat(three.replicationFactor()).isEqualTo((short) 3);
        assertThat(three.numPartitions()).isEqualTo(4);
        assertThat(three.configs()).containsEntry("min.insync.replicas", "2").containsEntry("retention.ms", "-1");
        assertThat(one.configs()).containsEntry("min.insync.replicas", "1");
    }

    @Test
    void knowsItsOwn() {
        assertThat(List.of("datawarp.raw.ae-monthly", "datawarp-apply-sheets-changelog"))
                .allMatch(Topics::isOurs);
        assertThat(List.of("orders", "__consumer_offsets")).noneMatch(Topics::isOurs);
    }

    @Test
    void namesEveryTopic() {
        assertThat(List.of(
                        Topics.raw(PUBLICATION, 4),
                        Topics.rows(PUBLICATION, 4),
                        Topics.rejected(PUBLICATION),
                        Topics.manifests(),
                        Topics.changes(DATASET),
                        Topics.transactions(),
                        Topics.promotions(),
                        Topics.schemas(),
                        Topics.events()))
                .extracting(Topic::name)
                .containsExactly(
                        "datawarp.raw.ae-monthly",
                        "datawarp.rows.ae-monthly",
                        "datawarp.rejected.ae-monthly",
                        "datawarp.manifests",
                        "datawarp.changes.ae_provider",
                        "datawarp.transactions",
                        "datawarp.promotions",
                        "datawarp.schemas",
                        "datawarp.events");
    }

    @Test
    void findsTheOwnerOfATopic() {
        assertThat(Topics.publicationOfRaw("datawarp.raw.ae-monthly")).isEqualTo(PUBLICATION);
        assertThat(Topics.publicationOfRows("datawarp.rows.ae-monthly")).isEqualTo(PUBLICATION);
        assertThat(Topics.datasetOfChanges("datawarp.changes.ae_provider")).isEqualTo(DATASET);
    }

    @Test
    void subscribesToOneKindOfTopicOnly() {
        assertThat(Topics.RAW_TOPICS.matcher("datawarp.raw.ae-monthly").matches())
                .isTrue();
        assertThat(Topics.RAW_TOPICS.matcher("datawarp.rows.ae-monthly").matches())
                .isFalse();
        assertThat(Topics.RAW_TOPICS.matcher("datawarpXraw.ae-monthly").matches())
                .isFalse();
        assertThat(Topics.ROWS_TOPICS.matcher("datawarp.raw.ae-monthly").matches())
                .isFalse();
        assertThat(Topics.CHANGES_TOPICS.matcher("datawarp.changes.ae_provider").matches())
                .isTrue();
    }

    @Test
    void keepsRawRowsForEverAndOrdersTransactions() {
        assertThat(Topics.raw(PUBLICATION, 4).settings()).containsEntry("retention.ms", "-1");
        assertThat(Topics.raw(PUBLICATION, 4).partitions())
                .isEqualTo(Topics.rows(PUBLICATION, 4).partitions());
        assertThat(Topics.transactions().partitions()).isEqualTo(1);
        assertThat(Topics.changes(DATASET).partitions()).isEqualTo(1);
        assertThat(Topics.changes(DATASET).settings()).containsEntry("cleanup.policy", "compact");
    }
}
