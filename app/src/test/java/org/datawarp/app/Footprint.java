package org.datawarp.app;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.sinks.object.UsageRecord;
import org.jspecify.annotations.Nullable;

/**
 * The traces of every write, to detect whether there was one.
 *
 * @param tables a digest of the place of each row and the transaction that wrote it, by captured table
 * @param ends how many messages were ever written, by topic: changes, their schemas, transactions
 * @param objects which file holds each object and when it was written, by key; without the sink's notes on its calls
 * @param version of the catalogue
 */
record Footprint(Map<String, String> tables, Map<String, Long> ends, Map<String, String> objects, long version) {

    private static final String CAPTURED = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname = 'data' OR (schemaname, tablename) = ('datawarp', 'commits') ORDER BY 1""";

    /** First waits for the objects that follow the catalogue: they belong to an earlier write. */
    static Footprint of(RunningStack stack) throws SQLException, IOException, InterruptedException, ExecutionException {
        stack.awaitCopies();
        return new Footprint(
                tables(stack),
                ends(stack),
                objects(stack.objects()),
                stack.catalog().version());
    }

    private static Map<String, String> tables(RunningStack stack) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        for (List<@Nullable Object> table : stack.sql(CAPTURED)) {
            String name = String.valueOf(table.get(0));
            String rows = "SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) FROM " + name;
            tables.put(name, String.valueOf(stack.sql(rows).get(0).get(0)));
        }
        return tables;
    }

    private static Map<String, Long> ends(RunningStack stack) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(stack.endpoints().kafkaProperties())) {
            Map<TopicPartition, OffsetSpec> partitions = admin.listTopics().names().get().stream()
                    .filter(Footprint::isOfChanges)
                    .collect(toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(partitions).all().get();
            Map<String, Long> byTopic = new TreeMap<>();
            ends.forEach((partition, end) -> byTopic.put(partition.topic(), end.offset()));
            return byTopic;
        }
    }

    private static boolean isOfChanges(String topic) {
        return Topics.CHANGES_TOPICS.matcher(topic).matches()
                || topic.equals(Topics.transactions().name())
                || topic.equals(Topics.schemas().name());
    }

    private static Map<String, String> objects(Path bucket) throws IOException {
        Map<String, String> objects = new TreeMap<>();
        try (Stream<Path> all = Files.walk(bucket)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String key = bucket.relativize(file).toString();
                if (key.equals(UsageRecord.KEY)) {
                    // Written at regular times: the number of calls, including these.
                    continue;
                }
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                objects.put(
                        key,
                        "%s, %d bytes at %s"
                                .formatted(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime()));
            }
        }
        return objects;
    }

    /** How many messages came after an earlier footprint, by topic; those without any are left out. */
    Map<String, Long> messagesSince(Footprint before) {
        Map<String, Long> more = new HashMap<>();
        ends.forEach((topic, end) -> {
            long came = end - before.ends.getOrDefault(topic, 0L);
            if (came != 0) {
                more.put(topic, came);
            }
        });
        return more;
    }
}
