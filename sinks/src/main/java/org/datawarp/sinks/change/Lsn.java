package org.datawarp.sinks.change;

/** Positions in PostgreSQL's log, as people read them. */
final class Lsn {

    private Lsn() {}

    /** As PostgreSQL writes it, such as {@code 16/B374D848}. */
    static String text(long lsn) {
        return "%X/%X".formatted(lsn >>> Integer.SIZE, lsn & 0xFFFF_FFFFL);
    }

    static long parse(String text) {
        int slash = text.indexOf('/');
        return Long.parseLong(text.substring(0, slash), 16) << Integer.SIZE
                | Long.parseLong(text.substring(slash + 1), 16);
    }
}
