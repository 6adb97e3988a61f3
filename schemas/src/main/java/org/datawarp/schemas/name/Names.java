package org.datawarp.schemas.name;

import java.util.regex.Pattern;

/** The one check that every name passes. */
final class Names {

    private Names() {}

    /**
     * @param what the kind of name, for the message
     * @param longest in characters
     * @throws IllegalArgumentException naming what was found and what is expected
     */
    static String check(String what, String value, Pattern form, int longest) {
        if (value.length() > longest || !form.matcher(value).matches()) {
            throw new IllegalArgumentException("Cannot use \"%s\" as a %s: expected %s, at most %d characters"
                    .formatted(value, what, form.pattern(), longest));
        }
        return value;
    }
}
