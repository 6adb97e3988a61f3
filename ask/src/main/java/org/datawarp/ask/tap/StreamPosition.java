package org.datawarp.ask.tap;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The position up to which a topic was streamed. Events have it as their id, such as {@code 0:1204,1:37}.
 *
 * @param next the offset of the next message, by partition
 */
record StreamPosition(Map<Integer, Long> next) {

    private static final Pattern TEXT = Pattern.compile("\\d{1,9}:\\d{1,18}(,\\d{1,9}:\\d{1,18})*");

    StreamPosition {
        next = new TreeMap<>(next);
    }

    /** Empty if the text is no position. */
    static Optional<StreamPosition> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        Map<Integer, Long> next = new TreeMap<>();
        for (String one : text.split(",", -1)) {
            int colon = one.indexOf(':');
            next.put(Integer.parseInt(one.substring(0, colon)), Long.parseLong(one.substring(colon + 1)));
        }
        return Optional.of(new StreamPosition(next));
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(offset -> offset.getKey() + ":" + offset.getValue())
                .collect(Collectors.joining(","));
    }
}
