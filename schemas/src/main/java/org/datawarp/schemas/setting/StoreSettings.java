package org.datawarp.schemas.setting;

import java.net.URI;

/**
 * The address of an S3 store and the keys to it.
 *
 * @param endpoint such as {@code https://<account>.r2.cloudflarestorage.com}
 * @param region {@code auto} for R2
 * @param secretKey never shown
 */
public record StoreSettings(URI endpoint, String region, String bucket, String accessKey, String secretKey) {

    /** Without the keys. */
    @Override
    public String toString() {
        return endpoint + " bucket " + bucket;
    }
}
