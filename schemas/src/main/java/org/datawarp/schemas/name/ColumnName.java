package org.datawarp.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a column in PostgreSQL, Parquet and the API. Only the manifest reader makes one from a field. */
public record ColumnName(@JsonValue String value) implements Comparable<ColumnName> {

    private static final Pattern FORM = Pattern.compile("_?[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** PostgreSQL truncates names at 63 bytes. */
    private static final int LONGEST = 63;

    @JsonCreator
    public ColumnName {
        Names.check("column name", value, FORM, LONGEST);
    }

    @Override
    public int compareTo(ColumnName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
