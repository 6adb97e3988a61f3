package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a careful person reads in a file.
 *
 * @param name of the file with the truth, without its extension
 * @param file the published file, relative to the folder of data
 */
record Truth(String name, String file, List<TrueSheet> sheets) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.ALLOW_COMMENTS);

    Truth {
        sheets = List.copyOf(sheets);
    }

    /**
     * A sheet.
     *
     * @param sheet its name, compared without white space around it; {@code *} for the only one of a file
     * @param member the path within a ZIP; empty when the file is not a ZIP
     * @param kinds the kinds that the sheet may be recognised as; empty when any is right
     * @param tables all its tables; null when they are not checked
     * @param pairs labels with their values
     */
    record TrueSheet(
            String sheet,
            @Nullable String member,
            @Nullable List<String> kinds,
            @Nullable List<TrueTable> tables,
            @Nullable Map<String, JsonNode> pairs) {}

    /**
     * A table.
     *
     * @param title for people who read the score
     * @param headerRows the sheet's rows of its heading, from 1: any of these lists is right; null when not checked
     * @param columns in their order: a name for use in {@code values}, and the words that its heading path must hold,
     *     with {@code |} between alternatives and {@code *} for anything. A column whose name ends in {@code ?} may be
     *     missing. Null when there is no heading
     * @param columnCount how many columns there are, if they have no heading
     * @param rows how many records, without totals; null when not checked
     * @param totals how many rows sum up others; the reader may keep, flag or drop them
     */
    record TrueTable(
            String title,
            @Nullable List<List<Integer>> headerRows,
            @Nullable LinkedHashMap<String, String> columns,
            @Nullable Integer columnCount,
            @Nullable Long rows,
            long totals,
            @Nullable TruePeriod period,
            @Nullable List<TrueValue> values) {}

    /** A period; dates are ISO 8601, kinds as in the JSON of inspections. */
    record TruePeriod(String start, String end, String kind) {}

    /**
     * A cell.
     *
     * @param where the values of other cells in its row, to find the row: names of columns, {@code #n} for the n-th
     *     from 1, {@code *} for any
     * @param column one of the names, or {@code #n}
     * @param is a number, a text, or null for a cell without a value
     * @param mark the mark in the cell instead of a value; it must be among the marks of its column
     * @param total whether the row sums up others: it is not checked if the reader leaves such rows out
     */
    record TrueValue(
            Map<String, String> where,
            String column,
            JsonNode is,
            @Nullable String mark,
            boolean total) {}

    /** The content of a file of truth. */
    private record Content(String file, List<TrueSheet> sheets) {}

    /** All files of a folder, in the order of their names. */
    static List<Truth> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Truth> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                all.add(read(file));
            }
            return all;
        }
    }

    private static Truth read(Path path) throws IOException {
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.json$", "");
        return parse(name, Files.readString(path));
    }

    static Truth parse(String name, String json) throws IOException {
        Content content = JSON.readValue(json, Content.class);
        return new Truth(name, content.file(), content.sheets());
    }
}
