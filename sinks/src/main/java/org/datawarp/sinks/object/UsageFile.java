package org.datawarp.sinks.object;

import java.io.IOException;
import java.util.Optional;

/** The usage of a store as an object in it. */
public final class UsageFile {

    private UsageFile() {}

    /**
     * The sink's last record, at most some minutes old while it works.
     *
     * @return empty when no sink recorded anything yet
     */
    public static Optional<UsageRecord> read(ObjectStore store) throws IOException {
        Optional<StoredObject> found = store.get(UsageRecord.KEY);
        return found.isPresent() ? Optional.of(decode(found.get().bytes())) : Optional.empty();
    }

    static byte[] encode(UsageRecord usage) throws IOException {
        return ObjectJson.MAPPER.writeValueAsBytes(usage);
    }

    /** @throws IOException if the bytes are not such a record */
    static UsageRecord decode(byte[] bytes) throws IOException {
        return ObjectJson.MAPPER.readValue(bytes, UsageRecord.class);
    }
}
