package org.datawarp.ask.mcp.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.ask.mcp.guard.Token.Kind;

/** Finds comparisons with patterns, paddings and series that might never end. */
final class EndlessPart {

    private static final Set<String> PATTERNS = Set.of("like", "ilike", "glob");
    private static final Set<String> PADDINGS = Set.of("lpad", "rpad");
    private static final Set<String> SERIES = Set.of("range", "generate_series");
    private static final Pattern ONE_CHARACTER = Pattern.compile("[_?\\[\\\\]");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d+");
    private static final Pattern COARSE_INTERVAL =
            Pattern.compile("\\(?\\s*\\d+\\s*\\)?\\s*(?:hour|day|week|month|quarter|year)s?");

    private final List<Token> tokens;
    private final Rules.Most most;

    EndlessPart(List<Token> tokens, Rules.Most most) {
        this.tokens = tokens;
        this.most = most;
    }

    /** Why the expression that begins at a token is refused; empty if it is allowed. */
    Optional<String> find(int at) {
        Token token = tokens.get(at);
        if (token.isSymbol("~") && named(at + 1, "~") && tokens.get(at + 1).position() == token.position() + 1) {
            return refused("~~");
        }
        if (token.kind() == Kind.WORD && PATTERNS.contains(token.name())) {
            return pattern(at);
        }
        if (token.isName() && PADDINGS.contains(token.name())) {
            return isLongPadding(at) ? refused("a text padded to more than " + most.padding()) : Optional.empty();
        }
        if (token.isName() && SERIES.contains(token.name()) && named(at + 1, "(")) {
            List<List<Token>> arguments = arguments(at + 1);
            return arguments.size() > 2 && !isCoarse(arguments.get(2))
                    ? refused("a series whose step may be very small")
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> refused(String what) {
        return Optional.of("The statement is refused for " + what);
    }

    private boolean named(int at, String name) {
        return at < tokens.size() && tokens.get(at).name().equals(name);
    }

    private Optional<String> pattern(int at) {
        boolean written = at + 1 < tokens.size() && tokens.get(at + 1).kind() == Kind.STRING;
        boolean continued = at + 2 < tokens.size()
                && tokens.get(at + 2).kind() != Kind.WORD
                && !isEnd(tokens.get(at + 2).name());
        if (!written || continued) {
            return refused(tokens.get(at).shown() + " with a pattern that is worked out");
        }
        String pattern = tokens.get(at + 1).name();
        return isSlow(pattern)
                ? refused("a pattern of several wildcards: " + pattern.substring(0, Math.min(40, pattern.length())))
                : Optional.empty();
    }

    private static boolean isEnd(String name) {
        return name.length() == 1 && "),]}".contains(name);
    }

    /** If a pattern also has a wildcard for one character, each of these is tried at each position, nested. */
    private boolean isSlow(String pattern) {
        boolean single = ONE_CHARACTER.matcher(pattern).find();
        return pattern.split(single ? "[%*]+" : "\\*", -1).length - 1 > most.wildcards();
    }

    private boolean isLongPadding(int at) {
        for (Token token : tokens.subList(at, tokens.size())) {
            if (token.name().equals(")")) {
                return false;
            }
            if (token.kind() == Kind.NUMBER && Double.parseDouble(token.name().replace("_", "")) > most.padding()) {
                return true;
            }
        }
        return false;
    }

    /** The arguments of the call whose bracket is at {@code open}. */
    private List<List<Token>> arguments(int open) {
        List<List<Token>> found = new ArrayList<>();
        found.add(new ArrayList<>());
        int depth = 0;
        for (Token token : tokens.subList(open, tokens.size())) {
            if (token.isOneOf("([{") && ++depth == 1) {
                continue;
            }
            if (token.isOneOf(")]}") && --depth == 0) {
                break;
            }
            if (depth == 1 && token.isSymbol(",")) {
                found.add(new ArrayList<>());
            } else {
                found.get(found.size() - 1).add(token);
            }
        }
        return found;
    }

    /** A number, or an interval of hours or more. */
    private static boolean isCoarse(List<Token> step) {
        List<String> words =
                step.stream().map(Token::name).filter(name -> !name.equals("-")).toList();
        if (words.size() == 1) {
            return WHOLE_NUMBER.matcher(words.get(0)).matches();
        }
        return !words.isEmpty()
                && words.get(0).equals("interval")
                && COARSE_INTERVAL
                        .matcher(String.join(" ", words.subList(1, words.size())))
                        .matches();
    }
}
