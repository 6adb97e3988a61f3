package org.datawarp.sinks.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal texts of rows that wait in memory one object: published texts repeat. Forgets what it has not seen for a
 * while. Owned by one thread.
 */
final class SharedTexts {

    private static final int SLOTS = 1 << 14;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];

    /** @param row gets the shared texts in the places of its own */
    List<@Nullable Object> share(List<@Nullable Object> row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) instanceof String text) {
                row.set(i, share(text));
            }
        }
        return row;
    }

    private String share(String text) {
        int slot = (text.hashCode() ^ (text.hashCode() >>> 16)) & (SLOTS - 1);
        String known = texts[slot];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[slot] = text;
        return text;
    }
}
