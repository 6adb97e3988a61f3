package org.datawarp.schemas.event;

/** What can happen. One word per stage, in the order of the path. */
public enum EventType {
    /** A release was found on its page. Facts: files. */
    RELEASE_FOUND,
    /** Everything of a release is as it was when last published. */
    RELEASE_UNCHANGED,
    /** A file was fetched and archived. Facts: file, bytes, digest. */
    FILE_FETCHED,
    /** A page or file could not be fetched or read. Facts: file, reason, message. */
    FILE_REJECTED,
    /** The release waits, for what comes behind fetching has no room for more. Facts: waits-for, one a line. */
    FETCH_PAUSED,
    /** There is room again. Facts: seconds that it took. */
    FETCH_RESUMED,
    /** Rows of a sheet went to the raw topic. Facts: file, sheet, rows. */
    SHEET_PUBLISHED,
    /** All of a release is in the raw topic. Facts: sheets, rows. */
    RELEASE_PUBLISHED,
    /** A release is visible in PostgreSQL. Facts: rows, inserted, updated, deleted, rejected. */
    RELEASE_PROMOTED,
    /** A release was not promoted. Facts: reason, message. */
    RELEASE_HELD,
    /** Somebody went back to what was before a promotion. */
    RELEASE_ROLLED_BACK,
    /** A transaction's changes are in Kafka. Facts: transaction, changes. */
    TRANSACTION_CAPTURED,
    /** A catalogue version is out. Facts: version, datasets, parts, rows. */
    CATALOG_COMMITTED
}
