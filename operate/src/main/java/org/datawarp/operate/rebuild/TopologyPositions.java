package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.topic.Topics;

/**
 * The positions of the topology in the raw topics. A topic that lost its end would grow past that position again, and
 * the new messages before it would never be read.
 */
record TopologyPositions(Admin admin) {

    /** Moves positions beyond a topic's end back to the end. */
    void moveBack(Collection<PublicationName> publications) throws IOException {
        try {
            Map<TopicPartition, OffsetAndMetadata> back = behindTheEnd(publications);
            if (!back.isEmpty()) {
                admin.alterConsumerGroupOffsets(Pipeline.APPLICATION, back)
                        .all()
                        .get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while positions were moved", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "Cannot move the positions of %s back to the ends of the raw topics: Kafka says \"%s\"; if DataWarp was killed just now, wait a minute and try again"
                            .formatted(
                                    Pipeline.APPLICATION,
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> behindTheEnd(Collection<PublicationName> publications)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> positions =
                new HashMap<>(admin.listConsumerGroupOffsets(Pipeline.APPLICATION)
                        .partitionsToOffsetAndMetadata()
                        .get());
        var topics = publications.stream()
                .map(publication -> Topics.raw(publication, 1).name())
                .toList();
        var there = admin.listTopics().names().get();
        positions.keySet().removeIf(at -> !topics.contains(at.topic()) || !there.contains(at.topic()));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        positions.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(asked).all().get();
        Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
        positions.forEach((partition, position) -> {
            ListOffsetsResultInfo end = ends.get(partition);
            if (end != null && position.offset() > end.offset()) {
                back.put(partition, new OffsetAndMetadata(end.offset()));
            }
        });
        return back;
    }
}
