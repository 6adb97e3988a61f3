package org.datawarp.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events survive an outage of Kafka. */
class EventTopicIT {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> runs(Map<String, Object> client) {
        List<String> runs = new ArrayList<>();
        new TopicReader(client).readToEnd(Topics.events().name(), message -> {
            CloudEvents.decode(message.value()).map(Event::run).ifPresent(runs::add);
            return true;
        });
        return runs;
    }

    @Test
    void sendsInOrderWhatWasToldWhileKafkaWasAway() throws Exception {
        int port = freePort();
        Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        try (EventTopic topic = new EventTopic(client)) {
            for (String run : List.of("1", "2", "3")) {
                topic.record(new Event(EventType.RELEASE_STAGED, "ae-monthly", "2025-03", run, Map.of(), NOON));
            }
            // Longer than the producer looks for a broker before it refuses.
            Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> topic.lost() == 0);

            try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
                    Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(Topics.events().toNewTopic(Map.of())))
                        .all()
                        .get();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(runs(client)).containsExactly("1", "2", "3"));
            }
            assertThat(topic.lost()).isZero();
        }
    }
}
