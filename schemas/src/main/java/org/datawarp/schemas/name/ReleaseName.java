package org.datawarp.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a release within its publication: its period in short, such as {@code 2025-03} or {@code 2025-q1}. */
public record ReleaseName(@JsonValue String value) implements Comparable<ReleaseName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.]*(-[a-z0-9.]+)*");

    /** Long enough for a range of two dates. */
    private static final int LONGEST = 60;

    @JsonCreator
    public ReleaseName {
        Names.check("release name", value, FORM, LONGEST);
    }

    @Override
    public int compareTo(ReleaseName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
