package org.datawarp.streams.layout;

import org.datawarp.schemas.manifest.Heading;

/**
 * One form of a field's heading, ready to be compared.
 *
 * @param anyGroup whether it matches the text under any group
 * @param comparable the text without the leading {@code "* / "}
 * @param tolerant the same without note marks
 */
record Alias(boolean anyGroup, String comparable, String tolerant) {

    private static final String ANY_GROUP = "* / ";

    static Alias of(Heading heading) {
        String text = heading.text().strip();
        boolean anyGroup = text.startsWith(ANY_GROUP);
        String rest = anyGroup ? text.substring(ANY_GROUP.length()) : text;
        return new Alias(anyGroup, HeadingText.comparable(rest), HeadingText.tolerant(rest));
    }

    /** Whether it names no group, so that it may match a column within one. */
    boolean isLeaf() {
        return !anyGroup && !comparable.contains(HeadingText.SEPARATOR);
    }
}
