package org.datawarp.operate.lineage;

import java.net.URI;
import java.net.URISyntaxException;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.schemas.name.DatasetName;

/**
 * What datasets are called, as OpenLineage's naming has it, so that what others tell of the same tables and objects meets
 * what is told here.
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

    /** All its parts: the folder that they stand in. */
    Place objects(DatasetName dataset) {
        return new Place(bucket, OBJECTS + dataset);
    }

    /**
     * A published file: its site, and its path there with what follows a question mark. A login in the address is left out.
     *
     * @param address as it was fetched from; a path when that is a folder
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
            // Taken as it stands.
        }
        return new Place("file", address);
    }
}
