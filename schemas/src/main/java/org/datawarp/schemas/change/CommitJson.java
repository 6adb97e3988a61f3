package org.datawarp.schemas.change;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * {@link Commit}s as the JSON that crosses the commits table and {@link TransactionEnded#commit}: names and types as
 * plain strings, instants and dates as ISO text. Safe for use by several threads.
 */
public final class CommitJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // Commits live on in topics: those from before a list was added to them have none of it.
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private static final TypeReference<List<Commit>> COMMITS = new TypeReference<>() {};

    private CommitJson() {}

    /** One commit as an object; several that become visible together as an array. */
    public static String write(List<Commit> commits) {
        try {
            return JSON.writeValueAsString(commits.size() == 1 ? commits.get(0) : commits);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A commit is made of values that JSON has", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not what {@link #write} gives */
    public static List<Commit> read(String json) {
        try {
            return JSON.readValue(json, COMMITS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot read a commit: expected the JSON that the loader writes, found %s; reader and writer are of"
                                    .formatted(e.getOriginalMessage())
                            + " different versions",
                    e);
        }
    }
}
