package org.datawarp.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a publication, such as {@code ae-monthly}: part of topic names and paths. */
public record PublicationName(@JsonValue String value) implements Comparable<PublicationName> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Leaves room for the prefix of a topic name, which may have 249 characters. */
    private static final int LONGEST = 100;

    @JsonCreator
    public PublicationName {
        Names.check("publication name", value, FORM, LONGEST);
    }

    @Override
    public int compareTo(PublicationName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
