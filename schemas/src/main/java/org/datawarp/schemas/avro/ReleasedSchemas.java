package org.datawarp.schemas.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * Every version of a message's schema that topics may hold. Each version is a file, numbered from 1, and never changes.
 * Messages are written with the last version; a test checks this. Safe for use by several threads.
 */
public final class ReleasedSchemas {

    private static final ConcurrentHashMap<String, List<Schema>> READ = new ConcurrentHashMap<>();

    private ReleasedSchemas() {}

    /**
     * The versions of a message, oldest first.
     *
     * @param message its name without a namespace, such as {@code SheetRow}
     * @return none when no topic ever held the message
     */
    public static List<Schema> of(String message) {
        return READ.computeIfAbsent(message, ReleasedSchemas::read);
    }

    private static List<Schema> read(String message) {
        List<Schema> versions = new ArrayList<>();
        for (String file = file(message, 1); ; file = file(message, versions.size() + 1)) {
            try (InputStream in = ReleasedSchemas.class.getResourceAsStream(file)) {
                if (in == null) {
                    return List.copyOf(versions);
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the schema " + file, e);
            }
        }
    }

    /**
     * The path of a version's file, relative to this class.
     *
     * @param version from 1
     */
    public static String file(String message, int version) {
        return "released/%s/%d.avsc".formatted(message, version);
    }

    /** The text of a schema as it is released: without the properties that only say how Java represents strings. */
    public static String text(Schema schema) {
        return SchemaFormatter.format("json/pretty", PlainSchema.of(schema));
    }
}
