package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.sinks.object.ObjectJson;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoredObject;

/** An object of the log of changes: what each of up to a hundred versions brought. */
public final class ChangesFile {

    private static final String CHANGES = "changes";

    private ChangesFile() {}

    /**
     * What the object has that a version stands in.
     *
     * @return the newest version first; nothing when there is no such object
     */
    public static List<VersionChanges> read(ObjectStore store, long version) throws IOException {
        Optional<StoredObject> found = store.get(VersionChanges.key(version));
        return found.isPresent() ? decode(found.get().bytes()) : List.of();
    }

    static byte[] encode(Collection<VersionChanges> newestFirst) throws IOException {
        return ObjectJson.MAPPER.writeValueAsBytes(Map.of(CHANGES, newestFirst));
    }

    /** @throws IOException if the bytes are none */
    static List<VersionChanges> decode(byte[] bytes) throws IOException {
        JsonNode changes = ObjectJson.MAPPER.readTree(bytes).path(CHANGES);
        return List.of(ObjectJson.MAPPER.treeToValue(changes, VersionChanges[].class));
    }
}
