package org.datawarp.sinks.change;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of change capture.
 *
 * @param database where the changes are read
 * @param kafka what every Kafka client needs: {@code bootstrap.servers} and, if the cluster asks for it, security
 * @param slot the replication slot that holds the position in the database; lower-case letters, digits, underscores
 * @param heartbeat how often an idle database is made to write, so that its log does not pile up behind the slot
 * @param publicationWait how long to wait at the start for the loader to create the publication
 */
public record CaptureSettings(
        SourceAddress database, Map<String, Object> kafka, String slot, Duration heartbeat, Duration publicationWait) {

    /** The slot of a database that feeds one DataWarp. */
    public static final String DEFAULT_SLOT = "datawarp";

    /** Often enough that a slot holds back only seconds of log, seldom enough to cost nothing. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(10);

    /** The loader migrates an empty database in seconds; a minute also covers a database that is still starting. */
    public static final Duration DEFAULT_PUBLICATION_WAIT = Duration.ofMinutes(1);

    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    public CaptureSettings {
        kafka = Map.copyOf(kafka);
        if (!SLOT.matcher(slot).matches()) {
            throw new IllegalArgumentException(
                    "A replication slot's name has 1 to 63 lower-case letters, digits and underscores: found \"%s\""
                            .formatted(slot));
        }
    }

    /** With the default slot, heartbeat and wait. */
    public static CaptureSettings of(SourceAddress database, Map<String, Object> kafka) {
        return new CaptureSettings(database, kafka, DEFAULT_SLOT, DEFAULT_HEARTBEAT, DEFAULT_PUBLICATION_WAIT);
    }

    /** Without the clients' settings, which may contain a password. */
    @Override
    public String toString() {
        return "capture of %s with the slot %s".formatted(database, slot);
    }
}
