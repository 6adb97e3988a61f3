package org.datawarp.ask.mcp.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.ask.mcp.guard.Token.Kind;

/**
 * Accepts one statement that only reads, by the same rules as the Worker. The engine refuses what the guard cannot see,
 * such as names that do not exist. Safe for several threads.
 */
public final class SqlGuard {

    private static final Rules SHARED = Rules.read("rules.json");

    /** For statements that DuckDB runs. */
    public static final SqlGuard DUCKDB = new SqlGuard(SHARED);

    /** For statements that PostgreSQL runs. */
    public static final SqlGuard POSTGRES =
            new SqlGuard(SHARED.with(PostgresFunctions.ALLOWED, PostgresFunctions.WORDS));

    private static final Pattern HALF_A_CHARACTER = Pattern.compile("\\p{Cs}");
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "create", "copy");
    private static final String ADVICE = "Ask one SELECT over the datasets that find_datasets lists.";

    private final Rules rules;

    private SqlGuard(Rules rules) {
        this.rules = rules;
    }

    /** @throws RefusedException saying what is refused, and what to do instead */
    public void check(String sql) throws RefusedException {
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > rules.sqlBytes()) {
            throw new RefusedException(
                    "The statement has %d bytes, the limit is %d".formatted(bytes, rules.sqlBytes()), ADVICE, -1);
        }
        Matcher half = HALF_A_CHARACTER.matcher(sql);
        if (half.find()) {
            throw refused("half a character", half.start());
        }
        if (sql.indexOf('\0') >= 0) {
            throw refused("a character with code 0", sql.indexOf('\0'));
        }
        List<Token> tokens = withoutEnd(Lexer.tokensOf(sql));
        if (tokens.isEmpty()) {
            throw new RefusedException("There is no statement", ADVICE, -1);
        }
        checkVerb(tokens);
        checkWords(tokens);
        new StatementSize(tokens).check(rules.most());
    }

    private static RefusedException refused(String what, int position) {
        return new RefusedException("The statement is refused for " + what, ADVICE, position);
    }

    /** One statement may end with semicolons; nothing may follow. */
    private static List<Token> withoutEnd(List<Token> tokens) throws RefusedException {
        int end = 0;
        while (end < tokens.size() && !tokens.get(end).isSymbol(";")) {
            end++;
        }
        Optional<Token> more =
                tokens.stream().skip(end).filter(token -> !token.isSymbol(";")).findFirst();
        if (more.isPresent()) {
            throw refused("a second statement", more.get().position());
        }
        return tokens.subList(0, end);
    }

    private void checkVerb(List<Token> tokens) throws RefusedException {
        Token first = tokens.get(0);
        String verb = first.kind() == Kind.WORD || first.kind() == Kind.SYMBOL
                ? rules.verbs().getOrDefault(first.name(), "")
                : "";
        if (verb.isEmpty()) {
            throw refused("a statement that begins with " + first.shown(), 0);
        }
        if (first.isWord("with")) {
            checkMainStatement(tokens);
        }
        if (!verb.equals("select")) {
            checkDescribed(tokens);
        }
    }

    /** {@code WITH x AS (...) INSERT ...} begins like a query, but is none. */
    private void checkMainStatement(List<Token> tokens) throws RefusedException {
        int depth = 0;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token next = tokens.get(i + 1);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth != 0 || !token.isSymbol(")") || next.isSymbol(",") || next.isWord("as")) {
                continue;
            }
            if ((next.kind() == Kind.WORD || next.kind() == Kind.SYMBOL)
                    && rules.reads().contains(next.name())) {
                return;
            }
            throw refused("WITH before " + next.shown(), next.position());
        }
    }

    private static void checkDescribed(List<Token> tokens) throws RefusedException {
        if (tokens.size() < 2) {
            throw refused("a description of nothing", 0);
        }
        Token next = tokens.get(1);
        boolean named = next.kind() == Kind.QUOTED || (next.kind() == Kind.WORD && !CHANGES.contains(next.name()));
        if (!named && !next.isSymbol("(")) {
            throw refused("a description of nothing", next.position());
        }
    }

    private void checkWords(List<Token> tokens) throws RefusedException {
        EndlessPart endless = new EndlessPart(tokens, rules.most());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Optional<String> slow = endless.find(i);
            if (slow.isPresent()) {
                throw new RefusedException(
                        slow.get(),
                        "Use contains, starts_with or regexp_matches; a number, days or hours as a step.",
                        token.position());
            }
            if (token.kind() == Kind.PARAMETER) {
                throw refused("a parameter without a value", token.position());
            }
            // UNPIVOT names its columns this way.
            if (token.isWord("into")
                    && !(i + 1 < tokens.size() && tokens.get(i + 1).isWord("name"))) {
                throw refused("INTO", token.position());
            }
            checkName(tokens, i);
        }
    }

    private void checkName(List<Token> tokens, int at) throws RefusedException {
        Token token = tokens.get(at);
        if (token.isName() && rules.isRefusedName(token.name())) {
            throw refused(token.shown(), token.position());
        }
        if (at + 1 == tokens.size()) {
            return;
        }
        Token next = tokens.get(at + 1);
        if (token.isName() && next.isSymbol("(") && !rules.mayCall(token, holdsNames(tokens, at + 2))) {
            throw new RefusedException(
                    "The statement is refused for %s: no function of this name may be called".formatted(token.shown()),
                    "Check its spelling. Functions are refused that read files or the engine's state, or whose work has no limit.",
                    token.position());
        }
        if ((token.isWord("from") || token.isWord("join")) && next.kind() == Kind.STRING) {
            throw refused("a file as a table", next.position());
        }
    }

    /** Whether brackets hold only names with commas between them, from the first token on. */
    private static boolean holdsNames(List<Token> tokens, int from) {
        for (int i = from; i + 1 < tokens.size() && tokens.get(i).isName(); i += 2) {
            if (tokens.get(i + 1).isSymbol(")")) {
                return true;
            }
            if (!tokens.get(i + 1).isSymbol(",")) {
                return false;
            }
        }
        return false;
    }
}
