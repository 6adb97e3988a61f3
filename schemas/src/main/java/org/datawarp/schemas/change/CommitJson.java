package org.datawarp.schemas.change;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Commit}s as JSON, for the commits table and {@link TransactionEnded#commit}: names and types as plain strings,
 * instants and dates as ISO text. Safe for use by several threads.
 */
public final class CommitJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // Topics still hold old commits: one from before a list was added lacks the list, and it is read as empty.
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Members that a later version adds without raising the format may be ignored.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The value of {@code format} in a commit; a commit without it has format 1. Raise and write it with any change
     * that a reader must not ignore, such as a change of what a commit means.
     */
    private static final int FORMAT = 1;

    /** A commit must have these. */
    private static final List<String> NAMES = List.of("run", "publication", "release");

    private CommitJson() {}

    /** One commit as an object; several that become visible together as an array. */
    public static String write(List<Commit> commits) {
        try {
            return JSON.writeValueAsString(commits.size() == 1 ? commits.get(0) : commits);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A commit is made of values that JSON has", e);
        }
    }

    /**
     * Reads commits and ignores members that it does not know.
     *
     * @throws IllegalArgumentException when {@link #write} did not write the text, or its format is later
     */
    public static List<Commit> read(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            List<Commit> commits = new ArrayList<>();
            for (JsonNode commit : read.isArray() ? read : List.of(read)) {
                commits.add(read(commit));
            }
            return commits;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot read a commit: expected the JSON that the loader writes, found %s; reader and writer are of"
                                    .formatted(e.getOriginalMessage())
                            + " different versions",
                    e);
        }
    }

    private static Commit read(JsonNode commit) throws JsonProcessingException {
        int format = commit.path("format").asInt(FORMAT);
        if (format > FORMAT) {
            throw new IllegalArgumentException(
                    "Cannot read a commit: found format %d, expected %d at most; it was written by a newer DataWarp: update this one to the same version, and start it again"
                            .formatted(format, FORMAT));
        }
        for (String member : NAMES) {
            if (!commit.path(member).isTextual()) {
                throw new IllegalArgumentException(
                        "Cannot read a commit: expected the JSON that the loader writes, found no %s in it; reader and writer are of different versions"
                                .formatted(member));
            }
        }
        return JSON.treeToValue(commit, Commit.class);
    }
}
