package org.datawarp.platform.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.datawarp.schemas.retry.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of the features that a broker's directory has. A directory formatted by an earlier Kafka keeps the old
 * ones until they are raised: it lacks the newer transactions, for example.
 */
final class BrokerFeatures {

    static final MetadataVersion NOW = MetadataVersion.latestProduction();

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFeatures.class);

    private static final int PATIENCE_SECONDS = 30;

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(50);

    private BrokerFeatures() {}

    /**
     * Raises a running broker's features to those of a new directory; does nothing if it has them already. Returns when
     * the broker itself works with them, which is a little after its controller has agreed.
     *
     * @throws TimeoutException if it does not within half a minute
     */
    static void bringToNow(String bootstrapServers) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<String, FeatureUpdate> missing = missing(admin);
            if (missing.isEmpty()) {
                return;
            }
            LOG.atInfo()
                    .addKeyValue("features", missing.keySet())
                    .log("Kafka's directory is of an earlier version; raising it");
            admin.updateFeatures(missing, new UpdateFeaturesOptions()).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (!missing(admin).isEmpty()) {
                if (System.nanoTime() - end > 0) {
                    throw new TimeoutException(
                            "The broker does not use the raised features %s %d seconds after it was asked to"
                                    .formatted(missing(admin).keySet(), PATIENCE_SECONDS));
                }
                Sleeper.THREAD.sleep(BETWEEN_READINGS);
            }
        }
    }

    private static Map<String, FeatureUpdate> missing(Admin admin) throws Exception {
        Map<String, FinalizedVersionRange> found = admin.describeFeatures()
                .featureMetadata()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .finalizedFeatures();
        Map<String, FeatureUpdate> updates = new HashMap<>();
        raise(MetadataVersion.FEATURE_NAME, NOW.featureLevel(), found, updates);
        for (Feature feature : Feature.PRODUCTION_FEATURES) {
            // How controllers find each other does not depend on the directory's age: ours is alone, and a setting
            // names it.
            if (feature == Feature.KRAFT_VERSION) {
                continue;
            }
            raise(feature.featureName(), feature.defaultLevel(NOW), found, updates);
        }
        return updates;
    }

    private static void raise(
            String feature,
            short wanted,
            Map<String, FinalizedVersionRange> found,
            Map<String, FeatureUpdate> updates) {
        FinalizedVersionRange range = found.get(feature);
        short level = range == null ? 0 : range.maxVersionLevel();
        if (level < wanted) {
            updates.put(feature, new FeatureUpdate(wanted, FeatureUpdate.UpgradeType.UPGRADE));
        }
    }
}
