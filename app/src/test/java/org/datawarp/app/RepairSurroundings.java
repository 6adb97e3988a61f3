package org.datawarp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topics;

/**
 * Everything that a repair of a publication must leave unchanged.
 *
 * @param raw where the partitions of its raw topic end
 * @param archive the files that were fetched
 * @param otherTables the footprint of every other table
 * @param version of the catalogue
 */
record RepairSurroundings(
        Map<TopicPartition, Long> raw, List<String> archive, Map<String, String> otherTables, long version) {

    static RepairSurroundings of(RunningStack stack, DriftingPublication publication) throws Exception {
        Footprint footprint = Footprint.of(stack);
        Map<String, String> others = new TreeMap<>(footprint.tables());
        others.keySet()
                .removeAll(List.of(
                        "data." + publication.dataset(),
                        "data." + publication.dataset() + "_revisions",
                        "datawarp.commits"));
        return new RepairSurroundings(rawEnds(stack, publication), archived(stack), others, footprint.version());
    }

    /** Without the manifests: the one that a repair puts in force is recorded. */
    private static List<String> archived(RunningStack stack) throws IOException {
        Path archive = stack.dataDirectory().resolve("archive");
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(path -> !path.startsWith(archive.resolve("manifests")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    /** Where the partitions of its raw topic end. */
    static Map<TopicPartition, Long> rawEnds(RunningStack stack, DriftingPublication publication)
            throws InterruptedException, ExecutionException {
        String topic = Topics.raw(new PublicationName(publication.name()), 1).name();
        try (Admin admin = Admin.create(stack.endpoints().kafkaProperties())) {
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new LinkedHashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(partitions).all().get();
            found.forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }
}
