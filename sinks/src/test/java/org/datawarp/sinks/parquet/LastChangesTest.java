package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the last change of each row, however often the topic must be read for it. */
class LastChangesTest {

    private static final long FIRST = 40;
    private static final int MESSAGES = 1_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 499_999, 2_600_000})
    void findsTheLastOfEachRow(long rows) {
        LastChanges changes = new LastChanges(FIRST, rows);
        Map<Integer, Long> last = new HashMap<>();

        for (int pass = 0; pass < changes.passes(); pass++) {
            Random random = new Random(7);
            for (long offset = FIRST; offset < FIRST + MESSAGES; offset++) {
                int row = random.nextInt(200);
                changes.add(pass, key(row), offset);
                last.put(row, offset);
            }
            changes.endPass();
        }

        assertThat(changes.passes()).isEqualTo(1 + (int) (rows / 500_000));
        for (long offset = FIRST; offset < FIRST + MESSAGES; offset++) {
            assertThat(changes.isLast(offset)).isEqualTo(last.containsValue(offset));
        }
    }

    /** Four rows have the same key and differ by their occurrence. */
    private static byte[] key(int row) {
        return ByteBuffer.allocate(20)
                .putLong(row / 4)
                .putLong(-row / 4)
                .putInt(row % 4)
                .array();
    }
}
