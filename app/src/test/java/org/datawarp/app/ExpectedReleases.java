package org.datawarp.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a publication hold, counted with other tools than DataWarp: {@code expected/*.json}.
 *
 * @param releases by name, and in each its datasets by name
 */
record ExpectedReleases(Map<String, Map<String, ExpectedDataset>> releases) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param spots cells that were looked up by hand */
    record ExpectedDataset(long rows, List<Spot> spots) {}

    /**
     * A cell of one row of a release.
     *
     * @param where what identifies the row, as text; null for a column that is empty
     * @param value as text; null when the cell is empty
     */
    record Spot(
            Map<String, @Nullable String> where,
            String column,
            @Nullable String value) {

        /** Whether a value is the expected one; numbers are compared as numbers. */
        boolean isValue(@Nullable Object actual) {
            return isSame(value, actual);
        }

        /** Whether the row is meant. */
        boolean isRow(Map<String, @Nullable Object> row) {
            return where.entrySet().stream().allMatch(cell -> isSame(cell.getValue(), row.get(cell.getKey())));
        }

        private static boolean isSame(@Nullable String expected, @Nullable Object actual) {
            if (expected == null || actual == null) {
                return expected == null && actual == null;
            }
            if (actual instanceof Number) {
                return new BigDecimal(expected).compareTo(new BigDecimal(actual.toString())) == 0;
            }
            return expected.equals(actual.toString());
        }
    }

    static ExpectedReleases read(Path file) throws IOException {
        return new ExpectedReleases(JSON.readValue(file.toFile(), new TypeReference<>() {}));
    }

    Set<String> names() {
        return releases.keySet();
    }

    /** The datasets that a release has rows for. */
    Map<String, ExpectedDataset> of(String release) {
        return releases.getOrDefault(release, Map.of());
    }
}
