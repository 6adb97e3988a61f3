package org.datawarp.ask.mcp.guard;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param name in lower case and without quotes
 * @param position in characters, from 0
 */
record Token(Kind kind, String name, int position) {

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL
    }

    private static final int MOST_SHOWN = 40;

    boolean isSymbol(String sign) {
        return kind == Kind.SYMBOL && name.equals(sign);
    }

    boolean isOneOf(String signs) {
        return kind == Kind.SYMBOL && name.length() == 1 && signs.contains(name);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && name.equals(word);
    }

    /** Whether it can name a table, a column or a function. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The token as messages show it. */
    String shown() {
        String text = name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "..." : name;
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
    }
}
