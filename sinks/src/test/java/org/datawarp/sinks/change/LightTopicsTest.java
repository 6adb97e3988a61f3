package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LightTopicsTest {

    private static final TableId WAITS = new TableId(null, "data", "waits");
    private static final TableId BEDS = new TableId(null, "data", "beds");

    @Test
    void namesTheTopicOfEachTableHoweverTheyAlternate() {
        Properties settings = new Properties();
        settings.setProperty("topic.prefix", EngineProperties.PREFIX);
        LightTopics topics = new LightTopics(settings);

        assertThat(new TableId[] {WAITS, WAITS, BEDS, WAITS, new TableId(null, "data", "beds")})
                .extracting(topics::dataChangeTopic)
                .containsExactly(
                        "datawarp.data.waits",
                        "datawarp.data.waits",
                        "datawarp.data.beds",
                        "datawarp.data.waits",
                        "datawarp.data.beds");
    }
}
