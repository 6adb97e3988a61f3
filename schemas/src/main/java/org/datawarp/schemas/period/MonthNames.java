package org.datawarp.schemas.period;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of months as publishers write them: in full, abbreviated, and with the misspellings seen so far. */
final class MonthNames {

    private static final List<List<String>> NAMES = List.of(
            List.of("january", "jan", "janaury", "janurary", "januray", "jaunary"),
            List.of("february", "feb", "febuary", "feburary", "febraury", "februrary"),
            List.of("march", "mar", "mrch"),
            List.of("april", "apr", "arpil", "aprill"),
            List.of("may"),
            List.of("june", "jun"),
            List.of("july", "jul"),
            List.of("august", "aug", "agust", "auguest"),
            List.of("september", "sep", "sept", "septmber", "septemeber", "setpember"),
            List.of("october", "oct", "ocotber", "octber"),
            List.of("november", "nov", "novemeber", "novmber", "novemer"),
            List.of("december", "dec", "decemeber", "decmber", "decemer"));

    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        for (int month = 1; month <= NAMES.size(); month++) {
            for (String name : NAMES.get(month - 1)) {
                BY_NAME.put(name, month);
            }
        }
    }

    private MonthNames() {}

    /** @return 1 to 12, or 0 when the word is not a month: {@code summary} is not March */
    static int month(String word) {
        return BY_NAME.getOrDefault(word, 0);
    }
}
