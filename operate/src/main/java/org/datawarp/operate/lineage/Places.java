package org.datawarp.operate.lineage;

import java.net.URI;
import java.net.URISyntaxException;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.schemas.name.DatasetName;

/**
 * Names datasets by OpenLineage's convention, so that lineage from other tools about the same tables and objects
 * matches ours.
 *
 * @param database the namespace of tables, as {@code postgres://host:5432}, and {@code databaseName}
 * @param bucket the namespace of objects, as {@code s3://datawarp}
 */
record Places(String database, String databaseName, String bucket) {

    private static final String SCHEMA = "data";
    private static final String OBJECTS = "datasets/";

    static Places of(Endpoints endpoints) {
        return new Places(
                "postgres://%s:%d"
                        .formatted(
                                endpoints.database().host(),
                                endpoints.database().port()),
                endpoints.database().name(),
                "s3://" + endpoints.store().bucket());
    }

    /** A name within a namespace. */
    record Place(String namespace, String name) {}

    Place table(DatasetName dataset) {
        return new Place(database, "%s.%s.%s".formatted(databaseName, SCHEMA, dataset));
    }

    /** All its parts: the folder that holds them. */
    Place objects(DatasetName dataset) {
        return new Place(bucket, OBJECTS + dataset);
    }

    /**
     * A published file: its site, and its path there with the query string. A login in the address is left out.
     *
     * @param address where it was fetched from; a path if that is a folder
     */
    static Place file(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return new Place("%s://%s%s".formatted(uri.getScheme(), uri.getHost(), port), uri.getRawPath() + query);
            }
            if ("file".equals(uri.getScheme()) && uri.getPath() != null) {
                return new Place("file", uri.getPath());
            }
        } catch (URISyntaxException e) {
            // Used unchanged.
        }
        return new Place("file", address);
    }
}
