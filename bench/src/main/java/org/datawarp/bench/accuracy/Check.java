package org.datawarp.bench.accuracy;

/**
 * One thing that was looked at.
 *
 * @param about what, such as {@code heading rows of tried}
 * @param explanation what was expected and found; empty when it is as it should be
 */
record Check(Kind kind, String about, Outcome outcome, String explanation) {

    /** What is looked at. */
    enum Kind {
        SHEET,
        SHEET_KIND,
        ROW_KINDS,
        TABLES,
        HEADING,
        COLUMNS,
        ROWS,
        PERIOD,
        VALUE
    }

    /** How it is. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** The reader may leave out what would be looked at. */
        NOT_CHECKED
    }

    static Check right(Kind kind, String about) {
        return new Check(kind, about, Outcome.RIGHT, "");
    }

    static Check wrong(Kind kind, String about, String explanation) {
        return new Check(kind, about, Outcome.WRONG, explanation);
    }

    static Check notChecked(Kind kind, String about, String explanation) {
        return new Check(kind, about, Outcome.NOT_CHECKED, explanation);
    }

    /** Right when what was found is what was expected. */
    static Check equal(Kind kind, String about, Object expected, Object found) {
        return expected.equals(found)
                ? right(kind, about)
                : wrong(kind, about, "expected %s, found %s".formatted(expected, found));
    }
}
