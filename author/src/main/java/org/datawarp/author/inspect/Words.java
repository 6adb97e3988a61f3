package org.datawarp.author.inspect;

import java.util.Locale;

/** How the constants of enums are written, for people and for programs. */
final class Words {

    private Words() {}

    /** Such as {@code financial-year}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
