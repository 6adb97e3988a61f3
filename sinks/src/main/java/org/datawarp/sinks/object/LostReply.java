package org.datawarp.sinks.object;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Distinguishes a refused conditional write from one that succeeded and whose reply was lost. */
final class LostReply {

    private LostReply() {}

    /**
     * @return the object's version if it holds the content
     * @throws ObjectChangedException if it holds anything else
     */
    static ObjectVersion recognise(ObjectStore store, String key, ObjectContent content) throws IOException {
        Optional<ObjectSummary> found = store.head(key);
        if (found.isEmpty() || found.get().bytes() != content.size()) {
            throw new ObjectChangedException(key);
        }
        MessageDigest digest = ObjectContent.digest();
        Optional<ObjectVersion> version;
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            version = store.read(key, out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(content.sha256())) {
            throw new ObjectChangedException(key);
        }
        return version.orElseThrow(() -> new ObjectChangedException(key));
    }
}
