package org.datawarp.schemas.period;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to write a period. Pure. */
@FunctionalInterface
interface Rule {

    /** @return the period that begins at a place; null when none of this form does */
    @Nullable
    Found at(Words words, int place);

    /** What the first of the rules that applies gives. */
    static @Nullable Found first(List<Rule> rules, Words words, int place) {
        for (Rule rule : rules) {
            Found found = rule.at(words, place);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
