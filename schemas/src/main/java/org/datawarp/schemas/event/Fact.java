package org.datawarp.schemas.event;

import java.util.Arrays;
import java.util.Optional;

/** What an event may say besides where it belongs. No other place names a fact. */
public enum Fact {
    FILE("file", Kind.TEXT, "a file's name, as published"),
    DIGEST("digest", Kind.TEXT, "its SHA-256, in hexadecimal"),
    ADDRESS("address", Kind.TEXT, "where it was fetched from"),
    BEFORE("before", Kind.TEXT, "the SHA-256 of the earlier file, in hexadecimal"),
    BYTES("bytes", Kind.NUMBER, "its length"),
    SHEET("sheet", Kind.TEXT, "a sheet's name, as published"),
    DATASET("dataset", Kind.TEXT, "a dataset's name"),
    FILES("files", Kind.NUMBER, "how many files"),
    SHEETS("sheets", Kind.NUMBER, "how many sheets"),
    ROWS("rows", Kind.NUMBER, "how many rows"),
    INSERTED("inserted", Kind.NUMBER, "how many rows were added to a table"),
    UPDATED("updated", Kind.NUMBER, "how many rows of a table were changed"),
    DELETED("deleted", Kind.NUMBER, "how many rows were removed from a table"),
    REJECTED("rejected", Kind.NUMBER, "how many rows did not fit"),
    TRANSACTION("transaction", Kind.NUMBER, "a transaction's id in PostgreSQL"),
    CHANGES("changes", Kind.NUMBER, "how many row changes a transaction has"),
    VERSION("version", Kind.NUMBER, "a catalogue version"),
    DATASETS("datasets", Kind.NUMBER, "how many datasets the catalogue has"),
    PARTS("parts", Kind.NUMBER, "how many parts were made"),
    EXPECTED("expected", Kind.TEXT, "when a release was expected, in UTC"),
    BASIS("basis", Kind.TEXT, "how that is known: announced, given or learned"),
    LATEST("latest", Kind.TEXT, "the latest release that has appeared"),
    ROLE("role", Kind.TEXT, "fetch, apply, capture or sink; up for all of them in one process"),
    WAITS_FOR("waits-for", Kind.TEXT, "what it waits for; a line for each"),
    SECONDS("seconds", Kind.NUMBER, "how long it took"),
    REASON("reason", Kind.TEXT, "stable codes of what is wrong, comma separated"),
    MESSAGE("message", Kind.TEXT, "the same in words, for a person; a line for each");

    /** Whether a fact is a number or a text. */
    public enum Kind {
        TEXT,
        NUMBER
    }

    private final String key;
    private final Kind kind;
    private final String meaning;

    Fact(String key, Kind kind, String meaning) {
        this.key = key;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** Its name in a CloudEvent's data. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public String meaning() {
        return meaning;
    }

    /** @return empty for a name that this version does not know */
    static Optional<Fact> of(String key) {
        return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst();
    }
}
