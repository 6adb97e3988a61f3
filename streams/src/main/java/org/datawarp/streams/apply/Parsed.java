package org.datawarp.streams.apply;

import org.jspecify.annotations.Nullable;

/**
 * The result of reading a cell: a value, a mark, both, neither (a blank cell), or a problem.
 *
 * @param value of the column's Java type; null when blank, marked or unreadable
 * @param mark the publisher's mark in place of the value or beside it
 * @param problem why the cell cannot be read
 * @param expected in words; empty without a problem
 */
record Parsed(
        @Nullable Object value,
        @Nullable String mark,
        @Nullable Reason problem,
        String expected) {

    static final Parsed BLANK = new Parsed(null, null, null, "");

    static Parsed value(Object value) {
        return new Parsed(value, null, null, "");
    }

    static Parsed mark(String mark) {
        return new Parsed(null, mark, null, "");
    }

    static Parsed problem(Reason reason, String expected) {
        return new Parsed(null, null, reason, expected);
    }

    Parsed beside(String besideMark) {
        return new Parsed(value, besideMark, null, "");
    }

    boolean isReadable() {
        return problem == null;
    }
}
