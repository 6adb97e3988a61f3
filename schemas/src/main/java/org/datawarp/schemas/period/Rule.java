package org.datawarp.schemas.period;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to write a period. Pure. */
@FunctionalInterface
interface Rule {

    /** @return the period of this form that begins at a place; null when there is none */
    @Nullable
    Found at(Words words, int place);

    /** The result of the first rule that applies. */
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
