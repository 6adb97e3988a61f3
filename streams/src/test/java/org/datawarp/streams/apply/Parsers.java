package org.datawarp.streams.apply;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.streams.layout.Samples;

/** Parsers of cells for tests. */
final class Parsers {

    static final List<String> MARKS = List.of("*", "-", "..", "c", "[p]", "[c]", "<5", "#N/A");

    private static final Map<String, CellParser> PARSERS = new ConcurrentHashMap<>();

    private Parsers() {}

    /** @param type with further keys of the field, such as {@code date, format: MMM-yy} */
    static Field field(String type) {
        Dataset dataset = Samples.dataset("""
                dataset: sample
                title: Sample
                description: Sample
                marks: {"*": suppressed}
                fields:
                  - {name: key, headings: [Key], role: key}
                  - {name: value, headings: [Value], role: measure, type: %s}
                """.formatted(type.replaceFirst("decimal\\([^)]*\\)", "'$0'")));
        return dataset.fields().get(1);
    }

    /** The same parser each time it is asked for. */
    static CellParser of(String type) {
        return PARSERS.computeIfAbsent(type, asked -> new CellParser(field(asked), new Marks(MARKS)));
    }
}
