package org.datawarp.sinks.object;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;

/** The usage of a store as an object in it. */
public final class UsageFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private UsageFile() {}

    /**
     * What the sink noted last, at most some minutes ago while it works.
     *
     * @return empty when no sink noted anything yet
     */
    public static Optional<UsageRecord> read(ObjectStore store) throws IOException {
        Optional<StoredObject> found = store.get(UsageRecord.KEY);
        return found.isPresent() ? Optional.of(decode(found.get().bytes())) : Optional.empty();
    }

    static byte[] encode(UsageRecord usage) throws IOException {
        return JSON.writeValueAsBytes(usage);
    }

    /** @throws IOException if the bytes are none */
    static UsageRecord decode(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, UsageRecord.class);
    }
}
