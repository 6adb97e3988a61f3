package org.datawarp.operate.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.streams.database.DatabaseSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of the events topic as rows of the table of events. Owned by one thread. */
final class EventRows {

    private static final Logger LOG = LoggerFactory.getLogger(EventRows.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            INSERT INTO datawarp.events (source, id, type, at, publication, release, run, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::json) ON CONFLICT DO NOTHING""";

    private final DatabaseSession session;

    EventRows(DatabaseSession session) {
        this.session = session;
    }

    /**
     * Adds those that are CloudEvents and are not there yet, as part of the session's transaction. Others are reported and
     * left out: anybody may write to a topic, and one strange message must not hold up the rest.
     */
    void add(List<ConsumerRecord<byte[], byte[]>> messages) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            @Nullable Object[] row = row(message);
            if (row == null) {
                LOG.atWarn().addKeyValue("offset", message.offset()).log("A message is no CloudEvent: it is left out");
            } else {
                rows.add(row);
            }
        }
        session.updateAll(INSERT, rows);
    }

    private static @Nullable Object @Nullable [] row(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        try {
            JsonNode event = JSON.readTree(message.value());
            String id = event.path("id").asText();
            String type = event.path("type").asText();
            if (id.isEmpty() || type.isEmpty()) {
                return null;
            }
            return new @Nullable Object[] {
                event.path("source").asText(),
                id,
                type,
                Instant.parse(event.path("time").asText()),
                event.path("publication").asText(),
                event.path("release").asText(),
                event.path("run").asText(),
                new String(message.value(), StandardCharsets.UTF_8)
            };
        } catch (IOException | DateTimeException e) {
            return null;
        }
    }
}
