package org.datawarp.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a dataset, such as {@code ae_provider}: its table, its parts and its place in the API. */
public record DatasetName(@JsonValue String value) implements Comparable<DatasetName> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** PostgreSQL truncates names at 63 bytes; index names add a suffix. */
    private static final int LONGEST = 58;

    @JsonCreator
    public DatasetName {
        Names.check("dataset name", value, FORM, LONGEST);
    }

    @Override
    public int compareTo(DatasetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
