package org.datawarp.operate.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.streams.loader.LoaderSettings;
import org.jspecify.annotations.Nullable;

/**
 * The services while no role uses them: those that the settings name, and the others started in this process. Until it
 * is closed, no other process can use their data directory. Owned and closed by the code that opened it.
 */
public final class IdleServices implements AutoCloseable {

    private final @Nullable Services started;
    private final Endpoints endpoints;

    private IdleServices(@Nullable Services started, Endpoints endpoints) {
        this.started = started;
        this.endpoints = endpoints;
    }

    /**
     * Opens them.
     *
     * @throws org.datawarp.platform.embedded.DataDirectoryInUseException when DataWarp runs over the data directory
     * @throws ServicesInUseException when a role uses services elsewhere
     */
    public static IdleServices open(Settings settings) throws IOException {
        Optional<Endpoints> elsewhere = Endpoints.elsewhere(settings);
        if (elsewhere.isPresent()) {
            refuseWhileRolesRun(elsewhere.get().kafkaProperties());
            return new IdleServices(null, elsewhere.get());
        }
        Services services = Services.start(settings);
        return new IdleServices(services, services.endpoints());
    }

    /** Opens them even when topics must first be rebuilt from the archive. */
    public static IdleServices openToRebuild(Settings settings) throws IOException {
        if (Endpoints.elsewhere(settings).isPresent()) {
            return open(settings);
        }
        Services services = Services.startToRebuild(settings);
        return new IdleServices(services, services.endpoints());
    }

    /** The damaged topics that were set aside, and are empty until they are rebuilt from the archive. */
    public Set<String> damagedTopics() throws IOException {
        return started == null ? Set.of() : started.damage().toBeRebuilt();
    }

    /**
     * Notes that the topics hold again what the archive has.
     *
     * @param isComplete whether the archive has everything; if not, the damaged topics are kept for a person
     * @return where they are kept
     */
    public Optional<Path> rebuilt(boolean isComplete) throws IOException {
        return started == null ? Optional.empty() : started.damage().rebuilt(isComplete);
    }

    private static void refuseWhileRolesRun(Map<String, Object> kafka) throws IOException {
        List<String> groups = List.of(Pipeline.APPLICATION, LoaderSettings.APPLICATION);
        try (Admin admin = Admin.create(kafka)) {
            for (String group : groups) {
                if (hasMembers(admin, group)) {
                    throw new ServicesInUseException(
                            "Cannot do this while DataWarp runs: found members in the consumer group %s; stop the role apply everywhere, wait a minute and try again"
                                    .formatted(group));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while finding out who uses Kafka", e);
        }
    }

    private static boolean hasMembers(Admin admin, String group) throws IOException, InterruptedException {
        try {
            ConsumerGroupDescription found =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return found != null && !found.members().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new IOException("Cannot find out who uses Kafka; check KAFKA_BOOTSTRAP_SERVERS", e.getCause());
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
