package org.datawarp.author.table;

/** What a row of a strip looks like before tables are known. */
enum DraftKind {
    BLANK,
    /** Has figures. */
    FIGURES,
    /** Words only, in two cells at least; or figures that are names of columns, such as years. */
    WORDS,
    /** One filled cell. */
    SINGLE,
    /** A label that ends with a colon, and what it says. */
    LABELLED
}
