package org.datawarp.ask.mcp.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** How large and how deep a statement is. Statements beyond what people write can break an engine. */
final class StatementSize {

    private final List<Token> tokens;
    private int depth;
    private int deepest;
    private int cases;
    private int mostCases;
    private int longest;

    StatementSize(List<Token> tokens) {
        this.tokens = tokens;
        measure();
    }

    private void measure() {
        Deque<Integer> commas = new ArrayDeque<>();
        commas.push(0);
        for (Token token : tokens) {
            if (token.isOneOf("([{")) {
                deepest = Math.max(deepest, ++depth);
                commas.push(0);
            } else if (token.isOneOf(")]}")) {
                depth--;
                commas.poll();
            } else if (token.isSymbol(",")) {
                commas.push(commas.isEmpty() ? 1 : commas.pop() + 1);
                longest = Math.max(longest, commas.element());
            } else if (token.isWord("case")) {
                mostCases = Math.max(mostCases, ++cases);
            } else if (token.isWord("end")) {
                cases--;
            }
        }
    }

    /** @throws RefusedException naming the first limit that is exceeded */
    void check(Rules.Most most) throws RefusedException {
        check("pieces", tokens.size(), most.tokens());
        check("brackets within brackets", deepest, most.depth());
        check("CASE within CASE", mostCases, most.cases());
        check("values in a list", longest + 1, most.list());
        check("SELECT", count(Set.of("select")), most.selects());
        check("UNION, EXCEPT and INTERSECT", count(Set.of("union", "except", "intersect")), most.unions());
        check("JOIN", count(Set.of("join")), most.joins());
    }

    private int count(Set<String> words) {
        return (int) tokens.stream()
                .filter(token -> token.kind() == Token.Kind.WORD && words.contains(token.name()))
                .count();
    }

    private static void check(String what, int found, int limit) throws RefusedException {
        if (found > limit) {
            throw new RefusedException(
                    "The statement has %d %s, the limit is %d".formatted(found, what, limit),
                    "Ask a smaller question, or several.",
                    -1);
        }
    }
}
