package org.datawarp.sinks.object;

import java.util.regex.Pattern;

/** The one form that keys have, so that each of them is also a path below a directory. */
final class ObjectKeys {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    private ObjectKeys() {}

    static String check(String key) {
        if (!FORM.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Cannot use \"%s\" as an object's key: expected %s".formatted(key, FORM.pattern()));
        }
        return key;
    }
}
