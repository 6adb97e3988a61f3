package org.datawarp.author.table;

/** What a row of a strip looks like before tables are known. */
enum DraftKind {
    BLANK,
    /** Has figures. */
    FIGURES,
    /** Only words, in at least two cells; or figures that name columns, such as years. */
    WORDS,
    /** One filled cell. */
    SINGLE,
    /** A label that ends with a colon, and what it says. */
    LABELLED
}
