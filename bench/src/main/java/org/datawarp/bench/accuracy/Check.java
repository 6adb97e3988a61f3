package org.datawarp.bench.accuracy;

/**
 * The result of one check.
 *
 * @param about what was checked, such as {@code heading rows of tried}
 * @param explanation what was expected and found; empty when it is right
 */
record Check(Kind kind, String about, Outcome outcome, String explanation) {

    /** What was checked. */
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

    /** The outcome. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** The reader may leave out what would be checked. */
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

    /** Right when the found value is the expected one. */
    static Check equal(Kind kind, String about, Object expected, Object found) {
        return expected.equals(found)
                ? right(kind, about)
                : wrong(kind, about, "expected %s, found %s".formatted(expected, found));
    }
}
