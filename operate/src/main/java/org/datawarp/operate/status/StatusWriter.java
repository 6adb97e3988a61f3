package org.datawarp.operate.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.datawarp.schemas.status.StatusReport;
import org.datawarp.sinks.object.ObjectChangedException;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectJson;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectVersion;
import org.datawarp.sinks.object.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report, as seldom as may be: R2 charges for writes. Something that happened is written when it is offered; that
 * pages were read, a quarter of an hour after the last write; and that nothing happened, every hour, so that readers see
 * that somebody looks. Several writers see what the others wrote, and do not write it again. Owned by one thread.
 */
final class StatusWriter {

    static final Duration LOOKS_EVERY = Duration.ofMinutes(15);
    static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

    private static final ObjectMapper JSON = ObjectJson.MAPPER
            .rebuild()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final ObjectStore store;
    private boolean known;
    private @Nullable StatusReport written;
    private @Nullable ObjectVersion seen;

    StatusWriter(ObjectStore store) {
        this.store = store;
    }

    /** Writes a report if it is worth it. */
    void offer(StatusReport report) throws IOException {
        if (!known) {
            read();
        }
        StatusReport before = written;
        if (before != null && !isWorthIt(before, report)) {
            return;
        }
        ObjectContent content = ObjectContent.of(JSON.writeValueAsBytes(report));
        ObjectVersion version = seen;
        try {
            seen = version == null
                    ? store.create(StatusReport.KEY, content)
                    : store.replace(StatusReport.KEY, content, version);
            written = report;
        } catch (ObjectChangedException e) {
            // Another writer was faster: what it says is compared with the next report.
            known = false;
        }
    }

    private static boolean isWorthIt(StatusReport before, StatusReport now) {
        Instant at = now.madeAt();
        if (!now.isNoNewsAfter(before)) {
            return true;
        }
        boolean looks = !now.publications().equals(before.publications());
        return !at.isBefore(before.madeAt().plus(looks ? LOOKS_EVERY : AT_LEAST_EVERY));
    }

    private void read() throws IOException {
        Optional<StoredObject> found = store.get(StatusReport.KEY);
        seen = found.map(StoredObject::version).orElse(null);
        written = null;
        if (found.isPresent()) {
            try {
                written = JSON.readValue(found.get().bytes(), StatusReport.class);
            } catch (IOException e) {
                // Another version of DataWarp wrote it; it is replaced.
                written = null;
            }
        }
        known = true;
    }
}
