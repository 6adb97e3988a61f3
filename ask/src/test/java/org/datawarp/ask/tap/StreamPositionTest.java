package org.datawarp.ask.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {

    @Test
    void readsWhatItWrites() {
        StreamPosition position = new StreamPosition(Map.of(1, 37L, 0, 1_204L));

        assertThat(position).hasToString("0:1204,1:37");
        assertThat(StreamPosition.parse("0:1204,1:37")).contains(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0:", "0:1,", "0:-1", "0:1204,1:37\n", "0:9999999999999999999"})
    void takesNothingElse(String text) {
        assertThat(StreamPosition.parse(text)).isEmpty();
    }
}
