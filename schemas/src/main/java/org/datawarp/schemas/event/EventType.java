package org.datawarp.schemas.event;

import static org.datawarp.schemas.event.Fact.ADDRESS;
import static org.datawarp.schemas.event.Fact.BASIS;
import static org.datawarp.schemas.event.Fact.BEFORE;
import static org.datawarp.schemas.event.Fact.BYTES;
import static org.datawarp.schemas.event.Fact.CHANGES;
import static org.datawarp.schemas.event.Fact.DATASET;
import static org.datawarp.schemas.event.Fact.DATASETS;
import static org.datawarp.schemas.event.Fact.DELETED;
import static org.datawarp.schemas.event.Fact.DIGEST;
import static org.datawarp.schemas.event.Fact.EXPECTED;
import static org.datawarp.schemas.event.Fact.FILE;
import static org.datawarp.schemas.event.Fact.FILES;
import static org.datawarp.schemas.event.Fact.INSERTED;
import static org.datawarp.schemas.event.Fact.LATEST;
import static org.datawarp.schemas.event.Fact.MESSAGE;
import static org.datawarp.schemas.event.Fact.PARTS;
import static org.datawarp.schemas.event.Fact.REASON;
import static org.datawarp.schemas.event.Fact.REJECTED;
import static org.datawarp.schemas.event.Fact.ROLE;
import static org.datawarp.schemas.event.Fact.ROWS;
import static org.datawarp.schemas.event.Fact.SECONDS;
import static org.datawarp.schemas.event.Fact.SHEET;
import static org.datawarp.schemas.event.Fact.SHEETS;
import static org.datawarp.schemas.event.Fact.TRANSACTION;
import static org.datawarp.schemas.event.Fact.UPDATED;
import static org.datawarp.schemas.event.Fact.VERSION;
import static org.datawarp.schemas.event.Fact.WAITS_FOR;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can happen, in the order of the data's path. {@code docs/events.md} is generated from this. */
public enum EventType {
    /** A role has started to work. */
    ROLE_STARTED(Weight.STEP, "A role has started to work.", ROLE),
    /** A role was asked to stop, and stopped. */
    ROLE_STOPPED(Weight.STEP, "A role was asked to stop, and stopped.", ROLE),
    /** A role failed and stopped. */
    ROLE_FAILED(Weight.PROBLEM, "A role failed and stopped.", ROLE, MESSAGE),
    /** A page could not be read. */
    PAGE_REJECTED(Weight.PROBLEM, "A publication's page could not be read.", MESSAGE),
    /** A release was found on its page. */
    RELEASE_FOUND(Weight.STEP, "A release was found on its page.", FILES),
    /** A release that was loaded before is still on its page. */
    RELEASE_SEEN(Weight.LOOK, "A release that was loaded before is still on its page.", FILES),
    /** A file was fetched and archived. */
    FILE_FETCHED(
            Weight.STEP,
            "A file was fetched, differs from what was there before, and is archived.",
            FILE,
            BYTES,
            DIGEST),
    /** The release waits: the steps after fetching have no room for more. */
    FETCH_PAUSED(
            Weight.STEP, "A release waits to be fetched: the steps after fetching have no room for more.", WAITS_FOR),
    /** There is room again. */
    FETCH_RESUMED(Weight.STEP, "There is room again for a release that waited.", SECONDS),
    /** A publisher replaced the bytes at an address that a release was loaded from. */
    FILE_REPLACED(
            Weight.STEP,
            "A publisher replaced the file at an address that a release was loaded from.",
            FILE,
            ADDRESS,
            BEFORE,
            DIGEST),
    /** A file could not be fetched or read. */
    FILE_REJECTED(Weight.PROBLEM, "A file could not be fetched, or not read completely.", FILE, REASON, MESSAGE),
    /** A release could not be fetched or sent. */
    RELEASE_FAILED(
            Weight.PROBLEM,
            "A release could not be fetched or sent to Kafka: nothing of it counts, and the next check tries again.",
            MESSAGE),
    /** Rows of a sheet were sent to the raw topic. */
    SHEET_PUBLISHED(Weight.STEP, "All rows of a sheet are in the raw topic.", FILE, DIGEST, SHEET, ROWS),
    /** All of a release is in the raw topic. */
    RELEASE_PUBLISHED(Weight.STEP, "All of a release is in the raw topic.", SHEETS, ROWS),
    /** All rows of a release arrived, typed, at the database. */
    RELEASE_STAGED(Weight.STEP, "All typed rows of a release have arrived at the database."),
    /** Rows of a sheet did not fit. */
    ROWS_REJECTED(Weight.PROBLEM, "Rows of a sheet did not fit.", FILE, DIGEST, SHEET, REJECTED),
    /** A sheet repeats others. */
    SHEET_REPEATED(
            Weight.STEP,
            "Other sheets of the release have all rows of a sheet, too: they are read from there, once.",
            DATASET,
            ROWS,
            MESSAGE),
    /** What a promotion did to a dataset. */
    DATASET_CHANGED(Weight.STEP, "A promoted release changed a dataset.", DATASET, ROWS, INSERTED, UPDATED, DELETED),
    /** A release is visible in PostgreSQL. */
    RELEASE_PROMOTED(Weight.STEP, "A release is visible in PostgreSQL.", ROWS, INSERTED, UPDATED, DELETED, REJECTED),
    /** A release is unchanged. */
    RELEASE_UNCHANGED(
            Weight.STEP,
            "A release is unchanged: its files when they were checked, or its rows when they were loaded again.",
            ROWS,
            INSERTED,
            UPDATED,
            DELETED,
            REJECTED),
    /** A release was not promoted. */
    RELEASE_HELD(Weight.PROBLEM, "A release was not promoted: nothing of it is visible.", REASON, MESSAGE),
    /** An operator undid a promotion. */
    RELEASE_ROLLED_BACK(Weight.STEP, "An operator undid the promotion of a release."),
    /** A transaction's changes are in Kafka. */
    TRANSACTION_CAPTURED(Weight.STEP, "A transaction's changes are in Kafka, for the sink.", TRANSACTION, CHANGES),
    /** The sink waits: its budget for the object store is used up. */
    PUBLISHING_PAUSED(
            Weight.PROBLEM,
            "The sink waits: the budget for the object store leaves no room for more. Nothing is lost.",
            WAITS_FOR),
    /** There is budget again. */
    PUBLISHING_RESUMED(Weight.STEP, "The sink continues: there is budget for the object store again.", SECONDS),
    /** A published object differs from what was written. */
    OBJECT_DAMAGED(
            Weight.PROBLEM,
            "A part in the bucket differs from what was written, and neither other objects nor its change topic have all its rows.",
            MESSAGE),
    /** A catalogue version is out. */
    CATALOG_COMMITTED(
            Weight.STEP, "A catalogue version with a new release is published.", VERSION, DATASETS, PARTS, ROWS),
    /** A release is not there although it was due. */
    RELEASE_LATE(Weight.PROBLEM, "A release has not appeared although it was due.", EXPECTED, BASIS, LATEST),
    /** A later release is there, or late as well, and this one is not. */
    RELEASE_MISSING(
            Weight.PROBLEM,
            "A release has not appeared, but a later one has, or is due as well.",
            EXPECTED,
            BASIS,
            LATEST),
    /** So many releases are missing that no more are expected. */
    PUBLICATION_DISCONTINUED(
            Weight.PROBLEM, "So many releases are missing that no more are expected.", EXPECTED, BASIS, LATEST);

    /** How much attention an event needs from a person. */
    private enum Weight {
        LOOK,
        STEP,
        PROBLEM
    }

    private static final String PREFIX = "org.datawarp.";

    private final Weight weight;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<Fact> facts;

    EventType(Weight weight, String meaning, Fact... facts) {
        this.weight = weight;
        this.meaning = meaning;
        this.facts = List.of(facts);
    }

    /** Its type as a CloudEvent, such as {@code org.datawarp.release.promoted}: stable. */
    public String cloudType() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What happened, for a person. */
    public String meaning() {
        return meaning;
    }

    /** The facts that it may have. */
    public List<Fact> facts() {
        return facts;
    }

    /** Whether only live viewers see it: nothing has happened. */
    public boolean isLook() {
        return weight == Weight.LOOK;
    }

    /** Whether a person must act on it. */
    public boolean isProblem() {
        return weight == Weight.PROBLEM;
    }

    /** @return empty for a type that this version does not know */
    public static Optional<EventType> ofCloudType(String cloudType) {
        return Arrays.stream(values())
                .filter(type -> type.cloudType().equals(cloudType))
                .findFirst();
    }
}
