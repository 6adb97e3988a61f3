package org.datawarp.schemas.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of a release from the page to the catalogue, in order, in the words that all of DataWarp uses. */
public enum Stage {
    FOUND(EventType.RELEASE_FOUND),
    FETCHED(EventType.FILE_FETCHED),
    RAW(EventType.RELEASE_PUBLISHED),
    STAGED(EventType.RELEASE_STAGED),
    PROMOTED(EventType.RELEASE_PROMOTED),
    CAPTURED(EventType.TRANSACTION_CAPTURED),
    PUBLISHED(EventType.CATALOG_COMMITTED);

    private final EventType passed;

    Stage(EventType passed) {
        this.passed = passed;
    }

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The events that report a passed stage, one for each. */
    public static List<EventType> events() {
        return Arrays.stream(values()).map(stage -> stage.passed).toList();
    }

    /** The stage whose passing a CloudEvent reports; empty when it reports something else. */
    public static Optional<Stage> ofCloudType(String type) {
        return Arrays.stream(values())
                .filter(stage -> stage.passed.cloudType().equals(type))
                .findFirst();
    }
}
