package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.datawarp.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class RecordOutletTest {

    private static final byte[] BYTES = "any".getBytes(StandardCharsets.US_ASCII);

    private final UnderWay underWay = new UnderWay();
    private final RecordOutlet outlet = new RecordOutlet(underWay, StoredPosition.at(100));

    private List<String> take() throws InterruptedException {
        return outlet.take(Duration.ZERO).stream().map(SourceRecord::topic).toList();
    }

    @Test
    void handsOutWhatStandsBehindAFlushOnceAllBeforeIsSafe() throws InterruptedException {
        outlet.send("rows", BYTES, BYTES);
        outlet.send("rows", BYTES, BYTES);
        outlet.flush();
        outlet.send("end", BYTES, BYTES);

        assertThat(take()).containsExactly("rows", "rows");
        assertThat(take()).isEmpty();
        underWay.acknowledge();
        assertThat(take()).isEmpty();
        underWay.acknowledge();
        assertThat(take()).containsExactly("end");
        assertThat(outlet.isEmpty()).isTrue();
    }

    @Test
    void handsOutWhatStandsBehindAFlushAtOnceWhereNothingIsUnderWay() throws InterruptedException {
        outlet.flush();
        outlet.send("rows", BYTES, BYTES);

        assertThat(take()).containsExactly("rows");
    }

    @Test
    void movesThePositionBehindWholeTransactionsOnly() throws InterruptedException {
        outlet.send("rows", BYTES, BYTES);
        outlet.reached(200);
        outlet.send("rows of the next", BYTES, BYTES);

        List<SourceRecord> first = outlet.take(Duration.ZERO);
        underWay.acknowledge();
        List<SourceRecord> then = outlet.take(Duration.ZERO);

        assertThat(first).extracting(SourceRecord::sourceOffset).containsExactly(StoredPosition.at(100));
        assertThat(then)
                .extracting(SourceRecord::topic)
                .containsExactly(Topics.captureOffsets().name(), "rows of the next");
        assertThat(then)
                .extracting(SourceRecord::sourceOffset)
                .containsExactly(StoredPosition.at(200), StoredPosition.at(200));
    }

    @Test
    void tellsThePositionAsCaptureElsewhereReadsIt() throws InterruptedException {
        outlet.reached(200);

        SourceRecord position = outlet.take(Duration.ZERO).get(0);

        assertThat(new String((byte[]) position.key(), StandardCharsets.UTF_8))
                .isEqualTo("[\"datawarp-capture\",{\"server\":\"datawarp\"}]");
        assertThat(new String((byte[]) position.value(), StandardCharsets.UTF_8))
                .contains("\"lsn\":200")
                .contains("\"lsn_commit\":200");
    }

    @Test
    void bearsThatABeginningIsUnfinishedUntilItIsFinished() throws InterruptedException {
        outlet.bear(Map.of("beginning", "datawarp"));
        outlet.send("rows", BYTES, BYTES);

        assertThat(outlet.take(Duration.ZERO))
                .extracting(SourceRecord::sourceOffset)
                .containsExactly(Map.of("beginning", "datawarp"));
    }
}
