package org.datawarp.ask.mcp.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.ask.mcp.guard.Token.Kind;

/**
 * Splits one statement into tokens as DuckDB and PostgreSQL do, without comments and white space. Outside quotes and
 * comments only ASCII is allowed, so it does not matter what else an engine takes for a space or a letter. Used by one
 * thread.
 */
final class Lexer {

    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f]++|--[^\\n\\r]*+");
    private static final Pattern ESCAPED = Pattern.compile("[eE]'");
    private static final Pattern TEXT = Pattern.compile("(?:[xXbBnN]|[uU]&)?'");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_][A-Za-z0-9_]*+)?\\$");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*+");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\w+|\\?\\d*");
    private static final Pattern SYMBOL = Pattern.compile("::|->>?|\\|\\||<=|>=|<>|!=|=>|:=|\\*\\*|[!#-&(-@\\[-`{-~]");

    private final String sql;
    private final Matcher matcher;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
        this.matcher = SPACE.matcher(sql);
    }

    /** @throws RefusedException if a character is not ASCII, or a quotation mark or a comment has no end */
    static List<Token> tokensOf(String sql) throws RefusedException {
        Lexer lexer = new Lexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() throws RefusedException {
        boolean taken = isSpace()
                || isComment()
                || isQuoted(ESCAPED, Kind.STRING, true)
                || isQuoted(TEXT, Kind.STRING, false)
                || isDollarText()
                || isQuotedName()
                || is(NUMBER, Kind.NUMBER)
                || is(WORD, Kind.WORD)
                || is(PARAMETER, Kind.PARAMETER)
                || is(SYMBOL, Kind.SYMBOL);
        if (!taken) {
            throw sql.charAt(at) > ' ' && sql.charAt(at) <= '~' ? unterminated() : foreign();
        }
    }

    private boolean begins(Pattern pattern) {
        return matcher.usePattern(pattern).region(at, sql.length()).lookingAt();
    }

    private boolean isSpace() {
        if (begins(SPACE)) {
            at = matcher.end();
            return true;
        }
        return false;
    }

    private boolean is(Pattern pattern, Kind kind) {
        if (begins(pattern)) {
            take(kind, matcher.end(), text -> text.toLowerCase(Locale.ROOT));
            return true;
        }
        return false;
    }

    private void take(Kind kind, int end, Function<String, String> name) {
        tokens.add(new Token(kind, name.apply(sql.substring(at, end)), at));
        at = end;
    }

    /** Comments nest, as in PostgreSQL. */
    private boolean isComment() throws RefusedException {
        if (!sql.startsWith("/*", at)) {
            return false;
        }
        int depth = 1;
        int i = at + 2;
        while (depth > 0) {
            int open = sql.indexOf("/*", i);
            int close = sql.indexOf("*/", i);
            if (close < 0) {
                throw unterminated();
            }
            boolean opens = open >= 0 && open < close;
            depth += opens ? 1 : -1;
            i = (opens ? open : close) + 2;
        }
        at = i;
        return true;
    }

    private boolean isQuoted(Pattern opening, Kind kind, boolean escapes) {
        if (!begins(opening)) {
            return false;
        }
        int from = matcher.end();
        int end = endOfQuoted(from, '\'', escapes);
        if (end < 0) {
            return false;
        }
        int before = from - at;
        take(kind, end, text -> text.substring(before, text.length() - 1));
        return true;
    }

    private boolean isQuotedName() {
        int end = sql.charAt(at) == '"' ? endOfQuoted(at + 1, '"', false) : -1;
        if (end < 0) {
            return false;
        }
        take(
                Kind.QUOTED,
                end,
                text -> text.substring(1, text.length() - 1)
                        .replace("\"\"", "\"")
                        .toLowerCase(Locale.ROOT));
        return true;
    }

    /**
     * The position after the closing mark; a doubled mark is one character. If none closes, the last doubled mark
     * counts as an end and a new beginning, which has no end.
     *
     * @return negative when there is none
     */
    private int endOfQuoted(int from, char mark, boolean escapes) {
        int lastPair = -1;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == mark && i + 1 < sql.length() && sql.charAt(i + 1) == mark) {
                lastPair = i;
                i += 2;
            } else if (c == mark) {
                return i + 1;
            } else {
                i += escapes && c == '\\' ? 2 : 1;
            }
        }
        return lastPair < 0 ? -1 : lastPair + 1;
    }

    private boolean isDollarText() throws RefusedException {
        if (!begins(DOLLAR)) {
            return false;
        }
        String mark = matcher.group();
        int close = sql.indexOf(mark, at + mark.length());
        if (close < 0) {
            throw unterminated();
        }
        int marks = mark.length();
        take(Kind.STRING, close + marks, text -> text.substring(marks, text.length() - marks));
        return true;
    }

    private RefusedException unterminated() {
        return new RefusedException(
                "The statement does not end what it begins with " + sql.substring(at, Math.min(at + 12, sql.length())),
                "Close the quotation mark or the comment.",
                at);
    }

    private RefusedException foreign() {
        return new RefusedException(
                "The statement is refused for the character U+%04X outside of quotes".formatted(sql.codePointAt(at)),
                "Write plain spaces and letters without accents, or put the name in double quotes.",
                at);
    }
}
