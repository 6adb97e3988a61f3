package org.datawarp.author.proposal;

/** What a publisher may have changed. */
public enum Drift {
    RENAMED_SHEET("the sheet has another name"),
    RENAMED_FILE("the file has another name"),
    SPLIT_TABLE("the table is split over several sheets or files"),
    MOVED_HEADING("the headings are elsewhere"),
    RENAMED_COLUMN("a column has another heading"),
    NEW_COLUMN("there is a new column"),
    COLUMN_GONE("a column is not published any more"),
    NEW_MARK("there is a new mark in place of figures"),
    CHANGED_TYPE("a column has other values");

    private final String words;

    Drift(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
