package org.datawarp.ask.mcp.guard;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a statement may contain. A test of the Worker writes the file from the Worker's rules.
 *
 * @param sqlBytes the most bytes of UTF-8
 * @param verbs first words of read-only statements, and what they are
 * @param reads what may follow WITH
 * @param allowed functions
 * @param words of SQL, and types, that may precede a bracket
 * @param refused functions that must not be called, not even in the form of a table's name with columns
 * @param refusedBeginnings of names, wherever they are
 */
@JsonIgnoreProperties(ignoreUnknown = false)
record Rules(
        int sqlBytes,
        Most most,
        Map<String, String> verbs,
        Set<String> reads,
        Set<String> allowed,
        Set<String> words,
        Set<String> refused,
        List<String> refusedBeginnings) {

    /** How many of each a statement may contain. */
    record Most(
            int tokens,
            int depth,
            int selects,
            int unions,
            int joins,
            int cases,
            int list,
            int wildcards,
            int padding) {}

    private static final Pattern NO_OPERATOR = Pattern.compile("^[\\p{L}\\p{N}_]");

    Rules {
        verbs = Map.copyOf(verbs);
        reads = Set.copyOf(reads);
        allowed = Set.copyOf(allowed);
        words = Set.copyOf(words);
        refused = Set.copyOf(refused);
        refusedBeginnings = List.copyOf(refusedBeginnings);
    }

    static Rules read(String resource) {
        try (InputStream json = Objects.requireNonNull(Rules.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readValue(json, Rules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rules with(Set<String> functions, Set<String> more) {
        Set<String> allAllowed = new HashSet<>(allowed);
        allAllowed.addAll(functions);
        Set<String> allWords = new HashSet<>(words);
        allWords.addAll(more);
        return new Rules(sqlBytes, most, verbs, reads, allAllowed, allWords, refused, refusedBeginnings);
    }

    boolean isRefusedName(String name) {
        return refusedBeginnings.stream().anyMatch(name::startsWith);
    }

    /**
     * Whether a name may precede a bracket.
     *
     * @param columns whether the brackets hold only names, as in {@code t(a, b)}; a name that is no function is then a
     *     table's
     */
    boolean mayCall(Token token, boolean columns) {
        String name = token.name();
        if (allowed.contains(name) || (token.kind() == Token.Kind.WORD && words.contains(name))) {
            return true;
        }
        // Operators are functions too, when their signs are quoted.
        return columns && !refused.contains(name) && NO_OPERATOR.matcher(name).lookingAt();
    }
}
