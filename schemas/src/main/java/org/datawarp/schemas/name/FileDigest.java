package org.datawarp.schemas.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The SHA-256 of a file's bytes in lower-case hex: the file's identity, independent of its name. */
public record FileDigest(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator
    public FileDigest {
        Names.check("file digest", value, FORM, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
