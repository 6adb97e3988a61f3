package org.datawarp.schemas.name;

import java.util.regex.Pattern;

/** The one check that every name must pass. */
final class Names {

    private Names() {}

    /**
     * @param what the kind of name, for the message
     * @param longest in characters
     * @throws IllegalArgumentException with what was found and what was expected
     */
    static String check(String what, String value, Pattern form, int longest) {
        if (value.length() > longest || !form.matcher(value).matches()) {
            throw new IllegalArgumentException("Cannot use \"%s\" as a %s: expected %s, at most %d characters"
                    .formatted(value, what, form.pattern(), longest));
        }
        return value;
    }
}
