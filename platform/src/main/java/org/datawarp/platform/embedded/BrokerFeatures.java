package org.datawarp.platform.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
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

    private BrokerFeatures() {}

    /** Raises a running broker's features to those of a new directory; does nothing if it has them already. */
    static void bringToNow(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
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
            if (!updates.isEmpty()) {
                LOG.atInfo()
                        .addKeyValue("features", updates.keySet())
                        .log("Kafka's directory is of an earlier version; raising it");
                admin.updateFeatures(updates, new UpdateFeaturesOptions())
                        .all()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
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
