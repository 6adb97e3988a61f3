package org.datawarp.operate.service;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedStack;
import org.datawarp.platform.embedded.EmbeddedStartException;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.Endpoints.Login;
import org.datawarp.platform.setting.Settings;

/**
 * Kafka, PostgreSQL and the object store: those that the settings name, and the others started in this process.
 *
 * <p>Owned and closed by the code that started them.
 */
public final class Services implements AutoCloseable {

    private final EmbeddedStack stack;
    private final Endpoints endpoints;
    private final DamagedLogs damage;

    private Services(EmbeddedStack stack, Endpoints endpoints, DamagedLogs damage) {
        this.stack = stack;
        this.endpoints = endpoints;
        this.damage = damage;
    }

    /**
     * Starts what the settings do not name, and writes down for other commands where everything is.
     *
     * @throws org.datawarp.platform.embedded.DataDirectoryInUseException when another process uses the data directory
     * @throws DataDirectoryException when it is not for this program or must be rebuilt first, or one of the
     *     {@link StartConditions} is not met
     */
    public static Services start(Settings settings) throws IOException {
        return start(settings, new DamagedLogs(false));
    }

    /** Starts them even when topics must first be rebuilt from the archive. */
    static Services startToRebuild(Settings settings) throws IOException {
        return start(settings, new DamagedLogs(true));
    }

    private static Services start(Settings settings, DamagedLogs damage) throws IOException {
        StartConditions.check(settings.dataDirectory());
        EmbeddedStack.Builder builder = EmbeddedStack.builder(settings.dataDirectory());
        if (settings.kafka() == null) {
            StartConditions.requireOpenFiles();
            builder.withKafka(damage);
        }
        if (settings.database() == null) {
            builder.withDatabase();
        }
        if (settings.store() == null) {
            builder.withObjectStore();
        }
        EmbeddedStack stack = start(builder, damage);
        try {
            Endpoints endpoints = endpoints(settings, stack);
            damage.recover(endpoints.database());
            endpoints.save(settings.dataDirectory());
            DataDirectoryVersion.note(settings.dataDirectory());
            return new Services(stack, endpoints, damage);
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static EmbeddedStack start(EmbeddedStack.Builder builder, DamagedLogs damage) {
        try {
            return builder.start();
        } catch (EmbeddedStartException e) {
            damage.refusal().ifPresent(message -> {
                throw new DataDirectoryException(message);
            });
            throw e;
        }
    }

    private static Endpoints endpoints(Settings settings, EmbeddedStack stack) throws IOException {
        return new Endpoints(
                settings.kafka() != null
                        ? settings.kafka()
                        : Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                settings.database() != null
                        ? settings.database()
                        : stack.database().settings(),
                settings.database() != null ? Map.of() : logins(stack.database()),
                settings.store() != null
                        ? settings.store()
                        : stack.objectStore().settings(),
                settings.store() != null
                        ? ""
                        : stack.objectStore().directory().toAbsolutePath().toString());
    }

    private static Map<DatabaseRole, Login> logins(EmbeddedDatabase database) throws IOException {
        Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            try {
                logins.put(role, new Login(role.user(), database.login(role.user(), role.options(), role.settings())));
            } catch (SQLException e) {
                throw new IOException("Cannot create the role %s: %s".formatted(role.user(), e.getMessage()), e);
            }
        }
        return logins;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    DamagedLogs damage() {
        return damage;
    }

    @Override
    public void close() {
        stack.close();
    }
}
