package org.datawarp.sinks.object;

import java.time.Duration;
import org.datawarp.schemas.setting.StoreSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The client with the settings that every S3-compatible store understands. */
final class S3Clients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    /** Enough for a part of 64 MB over 1 MBit/s. Nothing else detects a network that drops what is written. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(10);

    /** With the SDK's jittered back-off, this covers failures of some seconds; callers retry longer ones. */
    private static final int MOST_ATTEMPTS = 5;

    private S3Clients() {}

    static S3Client of(StoreSettings settings) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                // R2 and others support only some of the checksum headers that the SDK would add by default.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Over plain HTTP, the SDK would frame bodies in signed chunks, which some stores keep as content.
                .serviceConfiguration(s3 -> s3.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .overrideConfiguration(all -> all.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(retry -> retry.maxAttempts(MOST_ATTEMPTS)))
                .build();
    }
}
