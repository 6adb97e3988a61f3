package org.datawarp.sinks.catalog;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.datawarp.sinks.object.ObjectJson;

/** JSON of this package: names as plain strings, dates as ISO 8601. */
final class Json {

    /** Reads what this package wrote into columns of the catalogue. */
    static final JsonMapper MAPPER = ObjectJson.MAPPER
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .build();

    /** For readers of the bucket. */
    static final ObjectWriter PUBLISHED = ObjectJson.MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}
}
