package org.datawarp.app.role;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.status.StatusPublishing;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.sinks.object.CountedObjectStore;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;

/**
 * Publishes the status of the publications. It runs where fetching runs, which knows manifests, calendars and the
 * database. Writes through the sink's store if the sink runs in the same process, else directly, within the same
 * budget. Closed by its owner.
 */
public final class StatusRole implements AutoCloseable {

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private StatusRole() {}

    /** @param pipeline the roles of this process */
    public static StatusRole start(Settings settings, Endpoints endpoints, Pipeline pipeline) {
        StatusRole role = new StatusRole();
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        StatusPublishing.Opening target = pipeline.storeInUse()
                .map(sinks -> new StatusPublishing.Target(sinks.store(), sinks.usage(), () -> {}))
                .<StatusPublishing.Opening>map(shared -> () -> shared)
                .orElseGet(() -> role.besideSink(settings, endpoints));
        role.running.push(StatusPublishing.start(
                database.settings(),
                () -> PublicationManifest.readAll(settings.manifests()).stream()
                        .map(PublicationManifest::manifest)
                        .toList(),
                settings.polling().halfWindow(),
                target,
                InstantSource.system()));
        return role;
    }

    private StatusPublishing.Opening besideSink(Settings settings, Endpoints endpoints) {
        ObjectStore bare = ObjectStore.open(endpoints.store());
        running.push(bare);
        return () -> {
            StoreUsage usage = StoreUsage.openBesideSink(bare, settings.budget(), InstantSource.system());
            return new StatusPublishing.Target(new CountedObjectStore(bare, usage), usage, usage::close);
        };
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("The status role did not stop in time", e);
            }
        }
    }
}
