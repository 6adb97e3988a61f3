package org.datawarp.streams.loader;

import java.util.Map;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseMigrations;

/**
 * What the loader needs to know.
 *
 * @param database where rows go; its schemas are up to date, see {@link DatabaseMigrations}
 * @param kafka client properties: {@code bootstrap.servers}, security
 * @param application the consumer group, and the name under which positions are kept in the database
 */
public record LoaderSettings(DatabaseSettings database, Map<String, Object> kafka, String application) {

    /** The loader that serves readers. */
    public static final String APPLICATION = "datawarp-loader";

    public LoaderSettings {
        kafka = Map.copyOf(kafka);
    }
}
