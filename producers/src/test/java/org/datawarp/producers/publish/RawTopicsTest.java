package org.datawarp.producers.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.datawarp.schemas.name.PublicationName;
import org.junit.jupiter.api.Test;

class RawTopicsTest {

    private static final PublicationName VISITS = new PublicationName("visits");

    /** A broker that reports its topics only after some requests. */
    private static final class SlowBroker extends MockAdminClient {

        int ignorant;

        SlowBroker() {
            super(List.of(BROKER), BROKER);
        }

        private static final Node BROKER = new Node(0, "localhost", 9092);

        @Override
        public synchronized DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            return ignorant-- > 0
                    ? super.describeTopics(TopicCollection.ofTopicNames(List.of("another")), options)
                    : super.describeTopics(topics, options);
        }
    }

    @Test
    void tellsTheSameIdentityOfATopicThatIsThere() throws IOException {
        SlowBroker broker = new SlowBroker();
        RawTopics topics = RawTopics.through(broker, Map.of(), 1);

        assertThat(topics.make(VISITS)).isEqualTo(topics.make(VISITS));
    }

    @Test
    void waitsForABrokerThatDoesNotKnowYetWhatItHas() throws IOException {
        SlowBroker broker = new SlowBroker();
        RawTopics topics = RawTopics.through(broker, Map.of(), 1);
        String made = topics.make(VISITS);
        broker.ignorant = 2;

        assertThat(topics.make(VISITS)).isEqualTo(made);
    }
}
