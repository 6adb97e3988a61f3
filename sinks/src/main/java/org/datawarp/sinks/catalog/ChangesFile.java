package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.sinks.object.ObjectJson;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;

/** An object of the log of changes: what each of up to a hundred versions changed. */
public final class ChangesFile {

    private static final String CHANGES = "changes";

    private ChangesFile() {}

    /**
     * The entries of the object that holds a version.
     *
     * @return the newest version first; empty when there is no such object
     */
    public static List<VersionChanges> read(ObjectStore store, long version) throws IOException {
        Optional<StoredObject> found = store.get(VersionChanges.key(version));
        return found.isPresent() ? decode(found.get().bytes()) : List.of();
    }

    static byte[] encode(Collection<VersionChanges> newestFirst) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(CHANGES, newestFirst);
        content.put(OwnDigest.KEY, OwnDigest.BLANK);
        return OwnDigest.sign(ObjectJson.MAPPER.writeValueAsBytes(content));
    }

    /** @throws IOException if the bytes are not such an object, or not as {@link #encode} made them */
    static List<VersionChanges> decode(byte[] bytes) throws IOException {
        Optional<String> problem = OwnDigest.problem(bytes);
        if (problem.isPresent()) {
            throw unreadable(problem.get());
        }
        JsonNode changes = ObjectJson.MAPPER.readTree(bytes).path(CHANGES);
        if (!changes.isArray()) {
            throw unreadable("%,d bytes without a list".formatted(bytes.length));
        }
        return List.of(ObjectJson.MAPPER.treeToValue(changes, VersionChanges[].class));
    }

    private static IOException unreadable(String found) {
        return new IOException("Cannot read changes: found %s, expected them as they were written".formatted(found));
    }
}
