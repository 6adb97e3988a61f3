package org.datawarp.author.inspect;

/** How a text is highlighted on a terminal. */
enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    HEADING("1;36"),
    KEY("33"),
    TOTAL("1;33"),
    NUMBER("32"),
    MARK("35"),
    PROBLEM("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between the terminal's signs for this style. */
    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
