package org.datawarp.streams.release;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.datawarp.schemas.topic.RawPosition;
import org.datawarp.schemas.topic.Topics;
import org.datawarp.streams.database.DatabaseSession;

/**
 * The index of the raw topics: where each run begins and ends, as last delivered. In a topic that was rebuilt, a run
 * has other offsets. Part of the session's transaction.
 */
public final class RawRanges {

    private static final String NOTE_FIRST = """
            INSERT INTO datawarp.raw_ranges (run, topic, partition, first_offset) VALUES (?, ?, ?, ?)
            ON CONFLICT (run, topic, partition) DO UPDATE SET first_offset = excluded.first_offset,
                last_offset = CASE WHEN raw_ranges.first_offset = excluded.first_offset THEN raw_ranges.last_offset END""";

    private static final String NOTE_LAST =
            "UPDATE datawarp.raw_ranges SET last_offset = ? WHERE run = ? AND topic = ? AND partition = ?";

    private static final String READ = """
            SELECT r.run, r.topic, r.partition, r.first_offset, r.last_offset
            FROM datawarp.releases a JOIN datawarp.raw_ranges r ON r.run = coalesce(a.raw_run, a.run)
            WHERE a.run = ? AND r.last_offset IS NOT NULL ORDER BY r.topic, r.partition""";

    private static final String LAST_OPENED = """
            SELECT max(a.opened_at) FROM datawarp.raw_ranges r JOIN datawarp.releases a USING (run)
            WHERE r.topic = ? AND r.partition = ? HAVING count(*) > 0""";

    private RawRanges() {}

    /** When the latest attempt in the message's partition was opened; empty before the first. */
    public static Optional<Instant> lastOpened(DatabaseSession session, ConsumerRecord<byte[], byte[]> message)
            throws SQLException {
        return session.first(
                LAST_OPENED,
                row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                topic(message),
                message.partition());
    }

    /** The run's first message in this partition. */
    public static void begin(DatabaseSession session, String run, ConsumerRecord<byte[], byte[]> message)
            throws SQLException {
        OptionalLong offset = RawPosition.find(message.headers());
        if (offset.isPresent()) {
            session.update(NOTE_FIRST, run, topic(message), message.partition(), offset.getAsLong());
        }
    }

    /** The run's last message in this partition. */
    public static void end(DatabaseSession session, String run, ConsumerRecord<byte[], byte[]> message)
            throws SQLException {
        OptionalLong offset = RawPosition.find(message.headers());
        if (offset.isPresent()) {
            session.update(NOTE_LAST, offset.getAsLong(), run, topic(message), message.partition());
        }
    }

    /** Records all ranges of a run that is complete in the topics. */
    public static void note(DatabaseSession session, String run, List<RawRange> ranges) throws SQLException {
        for (RawRange range : ranges) {
            session.update(
                    NOTE_FIRST,
                    run,
                    range.partition().topic(),
                    range.partition().partition(),
                    range.first());
            session.update(
                    NOTE_LAST,
                    range.last(),
                    run,
                    range.partition().topic(),
                    range.partition().partition());
        }
    }

    /** The ranges of the run that an attempt read; a partition is missing while its end is not known. */
    static List<RawRange> read(DatabaseSession session, String run) throws SQLException {
        return session.query(
                READ,
                row -> new RawRange(
                        row.getString(1),
                        new TopicPartition(row.getString(2), row.getInt(3)),
                        row.getLong(4),
                        row.getLong(5)),
                run);
    }

    private static String topic(ConsumerRecord<byte[], byte[]> message) {
        return Topics.raw(Topics.publicationOfRows(message.topic()), 1).name();
    }
}
