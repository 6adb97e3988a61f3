package org.datawarp.streams.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.topic.RawPosition;
import org.datawarp.schemas.topic.Topics;

/** The index of the raw topics: where each run begins and ends. Part of the session's transaction. */
final class RawRanges {

    private static final String NOTE_FIRST = """
            INSERT INTO datawarp.raw_ranges (run, topic, partition, first_offset) VALUES (?, ?, ?, ?)
            ON CONFLICT (run, topic, partition) DO UPDATE
            SET first_offset = least(raw_ranges.first_offset, excluded.first_offset)""";

    private static final String NOTE_LAST =
            "UPDATE datawarp.raw_ranges SET last_offset = ? WHERE run = ? AND topic = ? AND partition = ?";

    private static final String READ = """
            SELECT r.topic, r.partition, r.first_offset, r.last_offset
            FROM datawarp.releases a JOIN datawarp.raw_ranges r ON r.run = coalesce(a.raw_run, a.run)
            WHERE a.run = ? AND r.last_offset IS NOT NULL ORDER BY r.topic, r.partition""";

    private RawRanges() {}

    /** The run's first message in this partition. */
    static void begin(DatabaseSession session, String run, ConsumerRecord<byte[], byte[]> message) throws SQLException {
        OptionalLong offset = RawPosition.find(message.headers());
        if (offset.isPresent()) {
            session.update(NOTE_FIRST, run, topic(message), message.partition(), offset.getAsLong());
        }
    }

    /** The run's last message in this partition. */
    static void end(DatabaseSession session, String run, ConsumerRecord<byte[], byte[]> message) throws SQLException {
        OptionalLong offset = RawPosition.find(message.headers());
        if (offset.isPresent()) {
            session.update(NOTE_LAST, offset.getAsLong(), run, topic(message), message.partition());
        }
    }

    /** Of the run that an attempt read; a partition is missing while its end is not known. */
    static List<RawRange> read(DatabaseSession session, String run) throws SQLException {
        return session.query(
                READ,
                row -> new RawRange(
                        new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3), row.getLong(4)),
                run);
    }

    private static String topic(ConsumerRecord<byte[], byte[]> message) {
        return Topics.raw(Topics.publicationOfRows(message.topic()), 1).name();
    }
}
